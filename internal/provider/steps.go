package provider

import (
	"strconv"
	"strings"
)

// step is one step of an attribute's path: a name, the index of a list's element or the key of a map's.
type step struct {
	name    string
	index   int
	isIndex bool
	isKey   bool
}

// renamed are attributes that Terraform's users know by another name than the one that packages spec and harden use.
func renamed(text string) string {
	rest, ok := strings.CutPrefix(text, "aws.boundary")
	if !ok {
		return text
	}
	return "aws.permissions_boundary" + rest
}

// steps takes a path apart: names after dots, indices after dots or in brackets, keys quoted in brackets.
func steps(text string) []step {
	var all []step
	for text != "" {
		var s step
		switch text[0] {
		case '.':
			text = text[1:]
			continue
		case '[':
			s, text = bracket(text)
		default:
			end := strings.IndexAny(text, ".[")
			if end < 0 {
				end = len(text)
			}
			s, text = named(text[:end]), text[end:]
		}
		all = append(all, s)
	}
	return all
}

func named(word string) step {
	if i, err := strconv.Atoi(word); err == nil {
		return step{index: i, isIndex: true}
	}
	return step{name: word}
}

// bracket reads [0] or ["key"] at the start of a text.
func bracket(text string) (step, string) {
	quoted, err := strconv.QuotedPrefix(text[1:])
	if err == nil {
		key, _ := strconv.Unquote(quoted)
		return step{name: key, isKey: true}, strings.TrimPrefix(text[1+len(quoted):], "]")
	}
	inside, rest, _ := strings.Cut(text[1:], "]")
	return named(inside), rest
}
