package azure

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
)

// Level is how high in the hierarchy a scope stands.
type Level uint8

// The levels, lowest first.
const (
	Resource Level = iota
	ResourceGroup
	Subscription
	ManagementGroup
	Tenant
)

// String names the level in messages.
func (l Level) String() string {
	return [...]string{"resource", "resource group", "subscription", "management group", "tenant"}[min(l, Tenant)]
}

// Scope is where an assignment holds: there, and in all that is below.
type Scope struct {
	Level Level
	// Keys stand for the one thing that is meant: its address in the plan, its id in lower case. Empty for the subscription
	// that the plan works in.
	Keys []string
	Type string // of a resource: "Microsoft.Storage/storageAccounts"; "" when it is not known
	Text string // for messages: `resource group "orders"`
	Why  string // why it is not (certainly) known; "" when it is
}

// Node is one step of the way from an object up to its subscription.
type Node struct {
	Level Level
	Type  string
	Keys  []string
	Why   string // why it is not known which one it is; "" when it is
}

// Target is what a question is about: the object itself, then what it is in, up to its resource group.
type Target struct {
	Chain        []Node
	Subscription string // its id, where it is known
	Container    string // the name of the blob container that it is or is in, where it is known
}

// above gives the target's chain from the part that an operation is about: the keys of a storage account are the
// account's, though a container is asked about.
func (t Target) above(typ string) []Node {
	for i, n := range t.Chain {
		if n.Type == typ {
			return t.Chain[i:]
		}
	}
	for i, n := range t.Chain {
		if n.Level == ResourceGroup {
			return t.Chain[i:]
		}
	}
	return nil
}

// covers tells whether the scope takes in the top of a chain.
func (s *Scope) covers(chain []Node, subscription string) iam.Tri {
	if s.Level >= Subscription {
		return s.inSubscription(subscription)
	}
	out := iam.No
	for _, n := range chain {
		out = out.Or(s.is(n))
	}
	if out == iam.No && s.Why != "" && len(s.Keys) == 0 {
		return iam.Maybe
	}
	return out
}

func (s *Scope) inSubscription(id string) iam.Tri {
	switch {
	case s.Why != "":
		return iam.Maybe
	case s.Level == Subscription && len(s.Keys) > 0 && id != "" && !slices.Contains(s.Keys, id):
		return iam.No
	default:
		return iam.Yes
	}
}

func (s *Scope) is(n Node) iam.Tri {
	switch {
	case slices.ContainsFunc(n.Keys, func(k string) bool { return slices.Contains(s.Keys, k) }):
		if s.Why != "" {
			return iam.Maybe
		}
		return iam.Yes
	case n.Why != "" && n.Level == s.Level && (n.Type == "" || s.Type == "" || n.Type == s.Type):
		return iam.Maybe
	default:
		return iam.No
	}
}
