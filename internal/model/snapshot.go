package model

// Snapshot is a copy of a database that others may restore.
const Snapshot ChannelKind = "snapshot"
