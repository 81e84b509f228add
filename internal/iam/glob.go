package iam

import "strings"

// A pattern is a policy's string: "*" stands for any characters, "?" for one. A subject is what it is held
// against; it too may hold "*" and "?" (a statement held against a boundary) and Holes (a part known after
// apply). Both kinds of unknown stand for any text, so the three answers are: the pattern covers every text
// the subject may be, meets some of them, or none.

// Bounds of the work on hostile patterns. An ARN has at most 2,048 characters; two patterns of more than
// maxMeet each are not tried against each other, and may match.
const (
	maxPattern = 4096
	maxMeet    = 255
)

// relate says whether pattern covers subject (Yes), cannot match it (No), or may (Maybe).
func relate(pattern, subject string, fold bool) Tri {
	if pattern == "*" || pattern == subject && !strings.Contains(pattern, Hole) {
		return Yes
	}
	if len(pattern) > maxPattern || len(subject) > maxPattern {
		return Maybe
	}
	if strings.Contains(pattern, "${") {
		pattern = resolveVariables(pattern)
	}
	if !strings.Contains(pattern, Hole) && covers(pattern, subject, fold) {
		return Yes
	}
	if isLiteral(pattern) && isLiteral(subject) || !meets(pattern, subject, fold) {
		return No
	}
	return Maybe
}

func isLiteral(s string) bool { return !strings.ContainsAny(s, "*?"+Hole) }

// resolveVariables turns policy variables, whose values come with the request, into Holes. The three
// escapes ${*}, ${?} and ${$} stand for literal characters; no ARN has one of them, so a Hole will do too.
func resolveVariables(pattern string) string {
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(pattern, "${")
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		_, after, closed := strings.Cut(rest, "}")
		if !closed {
			out.WriteString("${" + rest)
			return out.String()
		}
		out.WriteString(Hole)
		pattern = after
	}
}

// covers matches with the subject's own wildcards as letters that only "*" (and "?" for a "?") can take up.
func covers(pattern, subject string, fold bool) bool {
	p, i, star, mark := 0, 0, -1, 0
	for i < len(subject) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, i
			p++
		case p < len(pattern) && takes(pattern[p], subject[i], fold):
			p++
			i++
		case star >= 0:
			mark++
			p, i = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

func takes(p, s byte, fold bool) bool {
	if p == '?' {
		return s != '*' && s != Hole[0]
	}
	return p == s || fold && foldByte(p) == foldByte(s)
}

func foldByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

// meets says whether some text matches both, where "*" and Hole stand for any text on either side.
func meets(a, b string, fold bool) bool {
	if !meetEnds(a, b, fold) {
		return false
	}
	if len(a) > maxMeet || len(b) > maxMeet {
		return true
	}
	// row[j]: the part of a read so far and b[:j] can be the same text.
	var row [maxMeet + 1]bool
	row[0] = true
	for j := 0; j < len(b) && isAny(b[j]); j++ {
		row[j+1] = true //nolint:gosec // b is no longer than maxMeet
	}
	for i := range len(a) {
		before := row[0] // the previous row's value at j-1
		row[0] = before && isAny(a[i])
		for j := range len(b) {
			above := row[j+1]
			row[j+1] = sameText(a[i], b[j], before, above, row[j], fold)
			before = above
		}
	}
	return row[len(b)]
}

// meetEnds holds the texts before the first wildcards, and after the last, against each other: that is where
// most patterns differ.
func meetEnds(a, b string, fold bool) bool {
	for i := 0; i < len(a) && i < len(b) && !isAny(a[i]) && !isAny(b[i]); i++ {
		if !sameLetter(a[i], b[i], fold) {
			return false
		}
	}
	for i, j := len(a)-1, len(b)-1; i >= 0 && j >= 0 && !isAny(a[i]) && !isAny(b[j]); i, j = i-1, j-1 {
		if !sameLetter(a[i], b[j], fold) {
			return false
		}
	}
	return true
}

func sameLetter(a, b byte, fold bool) bool {
	return a == '?' || b == '?' || a == b || fold && foldByte(a) == foldByte(b)
}

func sameText(a, b byte, diagonal, above, left, fold bool) bool {
	switch {
	case isAny(a) && isAny(b):
		return above || left || diagonal
	case isAny(a):
		return above || left
	case isAny(b):
		return left || above
	case sameLetter(a, b, fold):
		return diagonal
	}
	return false
}

func isAny(c byte) bool { return c == '*' || c == Hole[0] }
