package model

// KeyRange is those objects of a bucket whose keys match a pattern with * for any text: "incoming/*.csv". It is
// what a trigger with a prefix or a suffix is about, and an identity can be asked what it may do with them.
type KeyRange struct {
	*Channel
	Pattern string
}
