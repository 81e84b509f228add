package graph

import (
	"cmp"
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// aims are the objects of the plan that a permission can be about and that lead somewhere. Of a permission on many of
// them a few edges are enough: those to what leads to the most power come first.
type aims struct {
	keys   map[*model.Channel][]string // patterns of keys that start something
	rank   map[model.Object]int
	lists  map[listKey][]model.Object
	assume bool // whether the plan has a role that another of its identities could act as
}

// listKey tells the lists of a Reach apart, which many identities share.
type listKey struct {
	first   *model.Object
	n       int
	ability model.Ability
}

// The ranks of objects: leading to privilege, leading on, and leading nowhere.
const (
	toPrivilege = iota
	onward
	nowhere
)

func newAims(s *model.System) aims {
	a := aims{
		keys: map[*model.Channel][]string{}, rank: map[model.Object]int{}, lists: map[listKey][]model.Object{},
	}
	for _, id := range s.Identities {
		a.assume = a.assume || assumable(id)
	}
	return a
}

func (a *aims) addKeys(c *model.Channel, pattern string) { a.keys[c] = append(a.keys[c], pattern) }

// assumable tells whether other identities of the account may be let in by a role's trust policy.
func assumable(id *model.Identity) bool {
	return id.ByPermission || slices.ContainsFunc(id.Trust, func(g *model.Grant) bool {
		switch g.Principal.Kind {
		case model.IdentityHolder, model.AccountPrincipal, model.Anyone, model.AnyAccount, model.UnknownPrincipal:
			return g.Can(model.Assume)
		default:
			return false
		}
	})
}

// rankAll finds out what leads to functions with privileges, going back from them.
func (b *builder) rankAll() {
	back := make([][]*Node, len(b.g.Nodes))
	var queue []*Node
	for _, n := range b.g.Nodes {
		for _, e := range n.Out {
			if passesEvents(e.Kind) {
				back[e.To.id] = append(back[e.To.id], n)
			}
		}
		if n.Kind == Function && privilegedFunction(n.Object) {
			b.aims.rank[n.Object] = toPrivilege
			queue = append(queue, n)
		}
	}
	seen := make([]bool, len(b.g.Nodes))
	for ; len(queue) > 0; queue = queue[1:] {
		for _, n := range back[queue[0].id] {
			if !seen[n.id] {
				seen[n.id] = true
				b.aims.rank[n.Object] = toPrivilege
				queue = append(queue, n)
			}
		}
	}
}

func passesEvents(k EdgeKind) bool {
	switch k {
	case Invokes, Triggers, MayPublish, ReadsCodeFrom, DeadLettersTo, Contains:
		return true
	default:
		return false
	}
}

func privilegedFunction(o model.Object) bool {
	f, ok := o.(*model.Function)
	return ok && slices.ContainsFunc(f.Identity.To, privileged)
}

func privileged(id *model.Identity) bool {
	return slices.ContainsFunc(id.AllPowers(), func(p *model.Power) bool { return worth(p) != "" })
}

// rankOf says how far an object leads when somebody has an ability on it.
func (b *builder) rankOf(a model.Ability, o model.Object) int {
	if !b.leads(a, o) {
		return nowhere
	}
	if id, ok := o.(*model.Identity); ok && privileged(id) {
		return toPrivilege
	}
	if r, ok := b.aims.rank[o]; ok {
		return r
	}
	return onward
}

// leads tells whether an ability on an object leads anywhere.
func (b *builder) leads(a model.Ability, o model.Object) bool {
	switch o := o.(type) {
	case *model.Channel:
		n := b.g.Node(o)
		return a == model.Publish && n != nil && slices.ContainsFunc(n.Out, func(e *Edge) bool { return passesEvents(e.Kind) })
	case *model.Function:
		return !o.Outside && (a == model.Invoke || a == model.UpdateCode)
	case *model.Workload, *model.API:
		return a == model.Invoke
	case *model.Identity:
		return a == model.Assume && assumable(o)
	default:
		return false
	}
}

// worthAsking gives the objects of a list that lead somewhere, best first; the order does not depend on the plan's.
func (b *builder) worthAsking(list []model.Object, a model.Ability) []model.Object {
	if len(list) == 0 {
		return nil
	}
	k := listKey{&list[0], len(list), a}
	if kept, ok := b.aims.lists[k]; ok {
		return kept
	}
	type ranked struct {
		o    model.Object
		rank int
	}
	var found []ranked
	for _, o := range list {
		if r := b.rankOf(a, o); r != nowhere {
			found = append(found, ranked{o, r})
		}
	}
	slices.SortStableFunc(found, func(x, y ranked) int {
		return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(x.o.Base().Address, y.o.Base().Address))
	})
	out := make([]model.Object, len(found))
	for i, f := range found {
		out[i] = f.o
	}
	b.aims.lists[k] = out
	return out
}
