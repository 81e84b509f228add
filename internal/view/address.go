package view

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// split divides an address into the modules it stands in, each with its instance key, and the rest. Keys may hold any
// character.
func split(address string) (modules []string, local string) {
	for strings.HasPrefix(address, "module.") {
		end := dotAfter(address, len("module."))
		if end < 0 {
			return append(modules, address), ""
		}
		modules = append(modules, address[:end])
		address = address[end+1:]
	}
	return modules, address
}

// dotAfter gives the position of the first dot from a position on that is not in an instance key; -1 for none.
func dotAfter(s string, from int) int {
	for from < len(s) {
		next := strings.IndexAny(s[from:], ".[")
		if next < 0 {
			break
		}
		from += next
		if s[from] == '.' {
			return from
		}
		_, rest, _ := plan.CutIndex(s[from:])
		from = len(s) - len(rest)
	}
	return -1
}

// nameIn gives the last part of an address within a module: what the user calls it, with its key.
func nameIn(local string) string {
	local = strings.TrimPrefix(local, "data.")
	if i := dotAfter(local, 0); i >= 0 {
		return local[i+1:]
	}
	return local
}

// clean makes text from a plan harmless for readers: characters that reorder or hide others, or break lines, become
// visible. Each format escapes what is special to it besides.
func clean(s string) string {
	if !strings.ContainsFunc(s, hidden) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s { // invalid bytes become U+FFFD
		if hidden(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}

// cleanLines cleans a text of several lines.
func cleanLines(s string) string {
	lines := strings.Split(strings.TrimRight(strings.ReplaceAll(s, "\r\n", "\n"), "\n"), "\n")
	for i := range lines {
		lines[i] = clean(strings.ReplaceAll(lines[i], "\t", "  "))
	}
	return strings.Join(lines, "\n")
}
