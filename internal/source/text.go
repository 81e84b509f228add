package source

import (
	"bufio"
	"bytes"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
)

// file is the text of one file that was read.
type file struct {
	text  []byte
	lines []string // cut up on first use
}

// Bytes gives the text of a file that a location named.
func (t *Tree) Bytes(name string) ([]byte, bool) {
	f, ok := t.files[name]
	if !ok {
		return nil, false
	}
	return f.text, true
}

// Line gives line n, counted from 1, of a file that a location named, without its line end.
func (t *Tree) Line(name string, n int) (string, bool) {
	lines, ok := t.Lines(name, n, n)
	if !ok {
		return "", false
	}
	return lines[0], true
}

// Lines gives the lines from to to, both included, as far as the file has them. ok is false when it has none
// of them.
func (t *Tree) Lines(name string, from, to int) (lines []string, ok bool) {
	f := t.files[name]
	if f == nil {
		return nil, false
	}
	if f.lines == nil {
		f.lines = cutLines(f.text)
	}
	from, to = max(from, 1), min(to, len(f.lines))
	if from > to {
		return nil, false
	}
	return f.lines[from-1 : to : to], true
}

func cutLines(text []byte) []string {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	text = bytes.TrimSuffix(text, []byte("\n"))
	lines := []string{}
	for line := range bytes.SplitSeq(text, []byte("\n")) {
		lines = append(lines, string(bytes.TrimSuffix(line, []byte("\r"))))
	}
	return lines
}

func startOf(rng hcl.Range) finding.Position {
	return finding.Position{File: rng.Filename, Line: rng.Start.Line, Column: rng.Start.Column}
}

// firstLine cuts a range at the end of its first line, because code scanning shows an alert in a pull request
// only when all of its lines changed. After an error the parser gives ranges without an end; they end there too.
func (t *Tree) firstLine(rng hcl.Range) hcl.Range {
	f := t.files[rng.Filename]
	oneLine := rng.End.Line == rng.Start.Line && rng.End.Column >= rng.Start.Column
	if oneLine || f == nil || rng.Start.Byte > len(f.text) {
		return rng
	}
	line, _, _ := bytes.Cut(f.text[rng.Start.Byte:], []byte("\n"))
	line = bytes.TrimRight(line, " \t\r")
	rng.End = hcl.Pos{
		Line:   rng.Start.Line,
		Column: rng.Start.Column + characters(line),
		Byte:   rng.Start.Byte + len(line),
	}
	return rng
}

// characters counts as hcl does for columns: grapheme clusters.
func characters(line []byte) int {
	if !bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return len(line)
	}
	scanner := hcl.NewRangeScanner(line, "", bufio.ScanLines)
	scanner.Scan()
	return scanner.Range().End.Column - hcl.InitialPos.Column
}
