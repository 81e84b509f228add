package report

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// cells counts the terminal columns that a text takes.
func cells(s string) int {
	n := 0
	for _, r := range s {
		n += runeCells(r)
	}
	return n
}

func runeCells(r rune) int {
	if r >= ' ' && r < 0x7f {
		return 1 // printable ASCII, which almost all text is
	}
	if unicode.In(r, unicode.Mn, unicode.Me) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}

// wrap breaks a text at spaces into lines of at most limit columns. A longer word, such as an address, stays
// whole so that it can be copied. Text that fits stays as it is, with the spaces that align it.
func wrap(s string, limit int) []string {
	if cells(s) <= limit {
		return []string{s}
	}
	indent := s[:len(s)-len(strings.TrimLeft(s, " "))]
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		switch {
		case line == "":
			line = indent + word
		case cells(line)+1+cells(word) <= limit:
			line += " " + word
		default:
			lines = append(lines, line)
			line = indent + word
		}
	}
	return append(lines, line)
}
