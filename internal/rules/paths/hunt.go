package paths

import (
	"cmp"
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// hunt is a search for ways from some nodes to identities with a privilege.
type hunt struct {
	starts func(*model.System) []*graph.Node
	follow func(*graph.Edge) bool
	goals  []string // the privileges, as package graph names them
	// needs tells whether a way is what the rule is about; nil when all are.
	needs func(way) bool
	// before gives a search that leads to the starts, so that ways are shown from the outside; nil for none.
	before func(*model.System) *graph.Search
	words  func(way) string
}

// found is one finding in the making: the shortest of the ways that one cut breaks.
type found struct {
	way   way
	cut   *graph.Edge
	more  int // further identities that the same cut saves
	doubt *graph.Edge

	message string
}

// check looks for ways, and reports each at the last function on it, or else at the identity.
func (h hunt) check(s *model.System) []rule.Judgement { return hunts{h}.check(s) }

// hunts are several searches of one rule.
type hunts []hunt

func (hs hunts) check(s *model.System) []rule.Judgement {
	byObject := map[model.Object][]found{}
	for _, h := range hs {
		for _, f := range h.run(s) {
			f.message = h.words(f.way) + furtherWords(f.more)
			o := f.way.judged()
			byObject[o] = append(byObject[o], f)
		}
	}
	return rule.Join(
		rule.ForEach(model.Functions, func(f *model.Function, r *rule.Reporter) {
			if !f.Outside {
				r.Pass()
				report(byObject[f], r)
			}
		}),
		rule.ForEach(model.Identities, func(id *model.Identity, r *rule.Reporter) { report(byObject[id], r) }),
	)(s)
}

// run finds the certain ways, one for each cut, and where there is none, what might complete one.
func (h hunt) run(s *model.System) []found {
	g, starts := graph.Of(s), h.starts(s)
	if len(starts) == 0 {
		return nil
	}
	certain := g.Search(starts, func(e *graph.Edge) bool { return model.Certainly(e.Certain) && h.follow(e) })
	all := g.Search(starts, h.follow)
	var before *graph.Search
	if h.before != nil {
		before = h.before(s)
	}
	out := newFounds()
	for _, n := range all.Reached() {
		if n.Kind != graph.Privilege || !slices.Contains(h.goals, n.Goal) {
			continue
		}
		search := all
		if certain.Has(n) {
			search = certain
		}
		h.add(out, search, before, n)
	}
	return out.settled()
}

// add keeps the way to a goal, together with others that the same cut breaks.
func (h hunt) add(out *founds, s, before *graph.Search, goal *graph.Node) {
	w := way(s.Path(goal))
	if administersToo(w[len(w)-1]) || h.needs != nil && !h.needs(w) {
		return
	}
	cut := cheapest(s.Cuts(goal))
	if cut == nil {
		cut = w[len(w)-1]
	}
	if before != nil {
		w = append(way(before.Path(w[0].From)), w...)
	}
	f := found{way: w, cut: cut, doubt: graph.Doubt(w)}
	if f.doubt != nil && passesAdministrator(w) {
		return // what an administrator may perhaps do besides adds nothing to the way that ends with it
	}
	out.add(f)
}

// founds collects what is found, by what there is to do about it.
type founds struct {
	byEdge map[*graph.Edge]*found
	order  []*found
}

func newFounds() *founds { return &founds{byEdge: map[*graph.Edge]*found{}} }

func (fs *founds) add(f found) {
	by := f.cut
	if f.doubt != nil {
		by = f.doubt
	}
	kept := fs.byEdge[by]
	if kept == nil {
		fs.byEdge[by] = &f
		fs.order = append(fs.order, &f)
		return
	}
	more := kept.more + 1
	if len(f.way) < len(kept.way) {
		*kept = f
	}
	kept.more = more
}

// settled gives what was found in an order that does not depend on the plan's.
func (fs *founds) settled() []found {
	out := make([]found, len(fs.order))
	for i, f := range fs.order {
		out[i] = *f
	}
	slices.SortStableFunc(out, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.cut.Place.Address(), b.cut.Place.Address()), cmp.Compare(a.cut.Place.Attribute(), b.cut.Place.Attribute()))
	})
	return out
}

// report makes verdicts of what was found: at the edge to cut, or, where one is in doubt, there.
func report(fs []found, r *rule.Reporter) {
	for _, f := range fs {
		at := f.cut.Place
		if f.doubt != nil {
			at = f.doubt.Place
		}
		v := r.FailIf(graph.Weakest(f.way), at, "%s", f.message).Remedy(remedy(f.cut))
		if f.way[0].From.Label == graph.KeyHolder {
			v.As(rule.High).In(rule.Recommended) // a key has to get lost first
		}
		f.way.show(v)
	}
}

// cheapest gives the cut that costs least, the first of equal ones; nil when there is none.
func cheapest(cuts []*graph.Edge) *graph.Edge {
	var best *graph.Edge
	for _, e := range cuts {
		if cost(e) > 0 && (best == nil || cost(e) < cost(best)) {
			best = e
		}
	}
	return best
}

// The costs of cuts: a permission that nobody would miss, one that has to be narrowed, and an entry or a partner's
// access that somebody wanted.
const (
	spare = iota + 1
	narrow
	wanted
)

// cost says how much it takes to cut an edge, 0 for what can't be cut without taking the system apart.
func cost(e *graph.Edge) int {
	switch e.Kind {
	case graph.MayAssume, graph.MayWriteCode, graph.MayPublish, graph.MayInvoke:
		if e.From.Kind == graph.Endpoint {
			return 0
		}
		return spare
	case graph.Admits:
		if e.To.Kind == graph.Function && cloudOf(e) != model.AWS {
			return wanted // there it is what an open endpoint is on AWS
		}
		if e.From.Stranger {
			return spare
		}
		return wanted
	case graph.Holds:
		return narrow
	case graph.Enters:
		return wanted
	default:
		return 0
	}
}
