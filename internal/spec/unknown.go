package spec

import (
	"maps"
	"slices"
	"strings"
)

// Gap stands in a declaration for a text, or a piece of one, that Terraform knows only after apply. It is the object
// replacement character, as in package model, which is no part of any name, ARN or pattern.
const Gap = "\ufffc"

// IsKnown tells whether a text has no gap.
func IsKnown(text string) bool { return !strings.Contains(text, Gap) }

// Unknowns are the attributes that are no text and not known before apply: numbers, flags, and whole lists or maps whose
// size is not known. Each is written as Terraform does: "timeout", "aws.permissions[0].actions". The field itself then
// holds its zero value, so that a hardened default stands in for it until it is judged again at apply.
type Unknowns map[string]bool

// Add marks an attribute as unknown.
func (u *Unknowns) Add(path string) {
	if *u == nil {
		*u = Unknowns{}
	}
	(*u)[path] = true
}

// Has tells whether an attribute is unknown.
func (u Unknowns) Has(path string) bool { return u[path] }

// Paths gives the unknown attributes in a stable order.
func (u Unknowns) Paths() []string { return slices.Sorted(maps.Keys(u)) }
