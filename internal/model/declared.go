package model

import (
	"slices"
	"strings"
	"time"
)

// Part says that an object is a part of something that the user declared as a whole, such as the role of a
// slsguard_secure_function. What is found of the object is told of the declaration.
type Part struct {
	Of *Declaration
	// Attribute gives the declared attribute for one of the object; "" for the whole.
	Attribute func(attribute string) string
}

// Declaration is what a user declared as a whole, and promises more than its parts do.
type Declaration struct {
	Head
	Exceptions []*Exception
	Loosened   []Loosened
	Remedies   map[string]string // by rule: what to write in it, where that is not what to write elsewhere
	// FoundAs says, by rule, under which other one the provider finds the same, and so wants the exception.
	FoundAs map[string]string
}

// Exception is a rule that a declaration is allowed to break for a time.
type Exception struct {
	Place
	Rule    Value[string]    // id or name
	Expires Value[time.Time] // the last day on which it holds
}

// Expired tells whether an exception's last day is over. The last day itself still counts.
func (x *Exception) Expired(now time.Time) Truth {
	today := now.UTC().Truncate(24 * time.Hour)
	return x.Expires.Match(func(last time.Time) bool { return last.Before(today) })
}

// Loosened is a promise that a declaration gives up, where the rule leaves it to taste for everything else.
type Loosened struct{ Rule, Attribute, Message, Fix string }

// Declared gives what was declared as a whole, ordered by address.
func Declared(s *System) []*Declaration {
	seen := map[*Declaration]bool{}
	var all []*Declaration
	for _, part := range s.Declarations {
		if !seen[part.Of] {
			seen[part.Of] = true
			all = append(all, part.Of)
		}
	}
	slices.SortFunc(all, func(a, b *Declaration) int { return strings.Compare(a.Address, b.Address) })
	return all
}
