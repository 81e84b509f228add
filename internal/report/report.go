// Package report writes a finding.Report in the formats that people and programs read. A format writes what
// it is given: it never sorts, drops or judges a finding.
package report

import (
	"io"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

// Format writes findings that are already filtered and sorted.
type Format func(w io.Writer, rep *finding.Report, opts Options) error

// Sources gives the text of the user's files by the names that stand in a finding's locations.
type Sources interface {
	// Lines gives lines from to to, both counted from 1 and included, without line ends.
	Lines(file string, from, to int) ([]string, bool)
	// Bytes gives the whole file as it is on disk.
	Bytes(file string) ([]byte, bool)
}

// Options are what a format may need besides the report. The zero value works.
type Options struct {
	Color   bool          // text: ANSI colours
	ASCII   bool          // text: for terminals that are not UTF-8
	Width   int           // text: terminal columns; 0 means 100
	Elapsed time.Duration // text: shown in the summary unless 0

	// ExitLine is the text's last line; it says which exit code follows, and why.
	ExitLine string

	// Strict makes undecided questions count, so SARIF lists them as results.
	Strict bool

	// Sources may be nil: then there are no snippets and no line hashes.
	Sources Sources

	// Rules describes the catalogue, in its order.
	Rules []RuleInfo

	// RepoRoot and WorkDir are absolute, free of symbolic links. SARIF names files relative to RepoRoot.
	RepoRoot, WorkDir string

	// RootFile is a file of the root module. SARIF points there when a finding has no place of its own,
	// because code scanning refuses results without a file.
	RootFile string

	// Category tells the SARIF uploads of one commit apart. Without it the working directory does.
	Category string
}

// RuleInfo describes one rule of the catalogue.
type RuleInfo struct {
	ID          string // SLS101
	Name        string // public-invocation
	Title       string
	Severity    finding.Severity
	Profile     finding.Profile
	Why         string
	Remediation string
	Help        string // markdown; made from the other fields when empty
	HelpURI     string // the first of References when empty
	References  []string
	Tags        []string
	CWE         []int
	Precision   string // very-high, high, medium or low; high when empty
}

type namedFormat struct {
	name  string
	write Format
}

func formats() []namedFormat {
	return []namedFormat{
		{"text", writeText},
		{"json", writeJSON},
		{"sarif", writeSARIF},
	}
}

// ByName gives the format of that name.
func ByName(name string) (Format, bool) {
	for _, f := range formats() {
		if f.name == name {
			return f.write, true
		}
	}
	return nil, false
}

// Names lists the formats, the default first.
func Names() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}
