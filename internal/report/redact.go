package report

import (
	"regexp"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/secret"
)

// secretPlaces are the ranges that hold secrets, by file. A line in one is redacted in every snippet, since
// another finding may show the same line.
type secretPlaces map[string][]*finding.Location

func findSecrets(findings []finding.Finding) secretPlaces {
	places := secretPlaces{}
	for i := range findings {
		if loc := findings[i].Location; findings[i].Redact && loc != nil {
			places[loc.File] = append(places[loc.File], loc)
		}
	}
	return places
}

// column gives where on line n a secret may start: a column from 1, or 0 when the line holds none.
func (p secretPlaces) column(file string, n int, line string) int {
	least := 0
	for _, loc := range p[file] {
		column := 0
		switch {
		case n == loc.Line && n >= loc.EndLine && harmless(line):
			continue
		case n == loc.Line:
			column = max(loc.Column, 1)
		case n > loc.Line && n <= loc.EndLine:
			column = 1
		}
		if column > 0 && (least == 0 || column < least) {
			least = column
		}
	}
	return least
}

// hidden is column, also for a line in which no rule has found a secret but one is recognised: a finding about the
// plain HTTP of an address shows the password in it, too.
func (p secretPlaces) hidden(file string, n int, line string) int {
	if column := p.column(file, n, line); column > 0 {
		return column
	}
	if recognised(line) {
		return len(line) + 1 // from the first quote on
	}
	return 0
}

// harmless tells the lines of HCL that hold no value, though a rule about secrets points at them: the head of a block, and
// an argument that is nothing but a reference. It is asked only of what stands on one line by itself, not of heredocs.
func harmless(line string) bool {
	const word = `[A-Za-z_][\w-]*`
	head := `(?:resource|data) "` + word + `" "` + word + `" \{`
	argument := word + `\s*=\s*` + word + `(?:\.` + word + `|\[\d+\])*\.` + word
	return regexp.MustCompile(`^\s*(?:` + head + `|` + argument + `)\s*$`).MatchString(line)
}

// recognised looks for a secret in a line's strings, and in the line as a whole where it is none of HCL's: in a
// heredoc. An argument whose value is a reference names what holds a secret, and is none.
func recognised(line string) bool {
	name, value, assigned := strings.Cut(line, "=")
	for i, text := range strings.Split(value, `"`) {
		if _, ok := secret.InValue(strings.Trim(name, " \t\""), text); ok && i%2 == 1 {
			return true
		}
		if _, ok := secret.InText(text); ok && i%2 == 1 {
			return true
		}
	}
	if assigned && reference(value) {
		return false
	}
	_, ok := secret.InText(line)
	return ok
}

// reference reports whether an argument's value starts like a reference or a call, not like a literal.
func reference(value string) bool {
	value = strings.TrimLeft(value, " \t")
	end := skipText(value, nameChars)
	return end > 0 && strings.ContainsAny(value[:end], ".") || end > 0 && end < len(value) && value[end] == '('
}

func skipText(s, chars string) int { return len(s) - len(strings.TrimLeft(s, chars)) }

// redact cuts a line where its first value starts: at the first quote or heredoc, or at column if that is
// earlier. What follows is hidden to the end of the line, because a string may hold templates with further
// strings, and a comment may hold the secret again. Names before an equals sign stay.
func redact(line []rune, column int, ellipsis string) []rune {
	name := nameEnd(line, 0)
	cut := len(line)
	for i := name; i < len(line); i++ {
		if line[i] == '"' || line[i] == '<' && i+1 < len(line) && line[i+1] == '<' {
			cut = i
			break
		}
	}
	if from := min(column-1, len(line)); from < cut {
		cut = min(cut, max(nameEnd(line, from), from))
	}
	return append(append([]rune{}, line[:cut]...), []rune(`"`+ellipsis+`"`)...)
}

// nameEnd gives the index after `name =` and its spaces when that stands at from, else from.
func nameEnd(line []rune, from int) int {
	i := skip(line, from, " \t")
	if i < len(line) && line[i] == '"' {
		i = skip(line, i+1, nameChars)
		if i == len(line) || line[i] != '"' {
			return from
		}
		i++
	} else {
		i = skip(line, i, nameChars)
	}
	i = skip(line, i, " \t")
	if i == len(line) || line[i] != '=' || i+1 < len(line) && line[i+1] == '=' {
		return from
	}
	return skip(line, i+1, " \t")
}

const nameChars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-."

func skip(line []rune, from int, chars string) int {
	for from < len(line) && strings.ContainsRune(chars, line[from]) {
		from++
	}
	return from
}
