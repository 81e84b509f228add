package google

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
)

// Level is how high up a binding stands.
type Level uint8

// The levels, lowest first. What is bound at one holds for all below.
const (
	Resource Level = iota
	Project
	Folder
	Organization
)

// String gives the level as messages name it.
func (l Level) String() string {
	return [...]string{"resource", "project", "folder", "organisation"}[min(l, Organization)]
}

// Scope is what a binding holds for.
type Scope struct {
	Level Level
	Key   string // tells resources and projects apart; "" when it is not known which
	Label string // in messages: "bucket orders", "project shop"
	Why   string // why the key is not known
}

// Target is a resource that a permission is asked for.
type Target struct {
	Key     string   // of it as a scope
	Parents []string // keys of the resources that it lies in: a key ring, a dataset
	Project string   // key of its project; "" when it is not known
	Folder  string   // key of the project's folder; "" when it is not known
	Service string   // prefix of the permissions on it: "storage"
	Name    string   // as conditions name it; "" when it is not known
}

// Covers tells whether a target is, or lies in, the scope.
func (s Scope) Covers(t Target) (iam.Tri, string) {
	switch s.Level {
	case Organization:
		return iam.Yes, "" // a plan works in one organisation
	case Folder:
		if s.Key != "" && s.Key == t.Folder {
			return iam.Yes, ""
		}
		return iam.Maybe, "the plan does not say which projects are in " + s.Label
	case Project:
		return s.coversProject(t)
	case Resource:
	}
	if s.Key == "" {
		return iam.Maybe, s.Why
	}
	for _, key := range append([]string{t.Key}, t.Parents...) {
		if key == s.Key {
			return iam.Yes, ""
		}
	}
	return iam.No, ""
}

func (s Scope) coversProject(t Target) (iam.Tri, string) {
	switch {
	case s.Key != "" && t.Project != "":
		if s.Key == t.Project {
			return iam.Yes, ""
		}
		return iam.No, ""
	case s.Why != "":
		return iam.Maybe, s.Why
	default:
		return iam.Maybe, "the plan does not say whether it is in " + s.Label
	}
}

// Binding gives an identity a role on a scope.
type Binding struct {
	Role      Role
	Scope     Scope
	Condition Condition
	Place     string // where it stands, in the caller's own words
	// Certain tells whether the identity is certainly bound; Why says why that is open.
	Certain iam.Tri
	Why     string
}

// Identity is what an identity is bound to.
type Identity struct {
	Bindings []Binding
	Denies   []Deny
}

// Decision is whether a permission is given, and by which binding.
type Decision struct {
	Allowed iam.Tri
	Why     string
	By      *Binding // nil when there is none
}

// May tells whether the identity has one of some permissions on a resource; which says what it found.
func (id *Identity) May(permissions []string, t Target) (d Decision, which string) {
	for i := range id.Bindings {
		b := &id.Bindings[i]
		for _, p := range permissions {
			allowed, why := id.by(b, p, t)
			if allowed > d.Allowed {
				d, which = Decision{Allowed: allowed, Why: why, By: b}, p
			}
			if allowed == iam.Yes {
				return d, which
			}
		}
	}
	return d, which
}

// by tells whether a binding gives a permission on a resource.
func (id *Identity) by(b *Binding, permission string, t Target) (iam.Tri, string) {
	allowed, why := b.Certain, b.Why
	and := func(t iam.Tri, w string) {
		if allowed = allowed.And(t); t == iam.Maybe && w != "" {
			why = w
		}
	}
	if !b.Role.Gives(permission) {
		if b.Role.Why == "" {
			return iam.No, ""
		}
		and(iam.Maybe, b.Role.Why)
	}
	and(b.Scope.Covers(t))
	if allowed == iam.No {
		return iam.No, ""
	}
	and(b.Condition.Holds(t))
	for i := range id.Denies {
		forbids, w := id.Denies[i].forbids(permission, t)
		and(forbids.Not(), w)
	}
	return allowed, why
}

// Unread says why not all that the identity may do is known, each reason once.
func (id *Identity) Unread() []string {
	var reasons []string
	seen := map[string]bool{"": true}
	for i := range id.Bindings {
		b := &id.Bindings[i]
		for _, why := range []string{b.Role.Why, b.Condition.Why} {
			if !seen[why] {
				seen[why] = true
				reasons = append(reasons, why)
			}
		}
	}
	return reasons
}
