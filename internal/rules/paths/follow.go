package paths

import (
	"cmp"
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// eventFlow tells edges along which requests and events move by themselves.
func eventFlow(e *graph.Edge) bool {
	switch e.Kind {
	case graph.Invokes, graph.FrontedBy, graph.ActsAs:
		return true
	case graph.Triggers:
		return e.From.Kind != graph.Function // results of a function are its own
	case graph.MayPublish, graph.MayInvoke:
		return e.From.Kind == graph.Endpoint || e.From.Guest
	case graph.DeadLettersTo:
		return e.From.Kind == graph.Channel // a message that fails is the attacker's as it was
	case graph.Contains:
		return !e.To.Code
	default:
		return false
	}
}

// takeover tells edges along which control of a function goes on to more: its identity, and what that may rewrite or act
// as. A workload has no code that an event could break into.
func takeover(e *graph.Edge) bool {
	switch e.Kind {
	case graph.RunsAs:
		return e.From.Kind == graph.Function
	case graph.MayWriteCode, graph.MayAssume:
		return e.From.Kind == graph.Identity
	case graph.ReadsCodeFrom, graph.Holds:
		return true
	default:
		return false
	}
}

// publicEntry tells edges by which somebody without credentials, or with those of any account, gets in other than by a
// channel.
func publicEntry(e *graph.Edge) bool {
	switch e.Kind {
	case graph.Enters:
		return true
	case graph.Admits:
		return e.To.Kind == graph.Function
	case graph.MayAssume:
		return e.From.Kind == graph.Entry
	default:
		return false
	}
}

// fromPublic follows whatever is open to the public.
func fromPublic(e *graph.Edge) bool { return publicEntry(e) || eventFlow(e) || takeover(e) }

// publicStarts are the entries of strangers.
func publicStarts(s *model.System) []*graph.Node { return outside(s, true) }

// allStarts are the entries of strangers and of foreign accounts.
func allStarts(s *model.System) []*graph.Node { return outside(s, false) }

func outside(s *model.System, strangers bool) []*graph.Node {
	var nodes []*graph.Node
	for _, n := range graph.Of(s).Outside {
		if !strangers || n.Stranger {
			nodes = append(nodes, n)
		}
	}
	slices.SortFunc(nodes, func(a, b *graph.Node) int { return cmp.Compare(b.Label, a.Label) }) // the internet first
	return nodes
}

// publicWays is where strangers certainly get by requests and events alone, and openWays where they get with control
// of what they reach. Both are kept with the system, as several rules start from them.
type (
	publicWays struct{ *graph.Search }
	openWays   struct{ *graph.Search }
)

// public finds the functions that strangers start.
func public(s *model.System) *graph.Search {
	return model.Memo(s, func(s *model.System) publicWays {
		return publicWays{graph.Of(s).Search(publicStarts(s), func(e *graph.Edge) bool {
			runs := e.Kind == graph.RunsAs && e.From.Kind == graph.Function
			return model.Certainly(e.Certain) && (publicEntry(e) || eventFlow(e) || runs)
		})}
	}).Search
}

// open finds all that strangers come to control.
func open(s *model.System) *graph.Search {
	return model.Memo(s, func(s *model.System) openWays {
		return openWays{graph.Of(s).Search(publicStarts(s), func(e *graph.Edge) bool {
			return model.Certainly(e.Certain) && fromPublic(e)
		})}
	}).Search
}

// runners gives the identities of functions that a search did not reach, or did.
func runners(s *model.System, in func(*graph.Node) bool) []*graph.Node {
	var nodes []*graph.Node
	for _, n := range graph.Of(s).Nodes {
		if id, ok := n.Object.(*model.Identity); ok && n.Kind == graph.Identity && !n.Guest && runsFunction(id) && in(n) {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

func runsFunction(id *model.Identity) bool {
	return slices.ContainsFunc(id.Users, func(u model.RunsAs) bool {
		_, ok := u.Object.(*model.Function)
		return ok
	})
}

// hasAny tells whether an identity certainly has one of some privileges of its own.
func hasAny(n *graph.Node, privileges ...string) bool {
	return slices.ContainsFunc(n.Out, func(e *graph.Edge) bool {
		return e.Kind == graph.Holds && model.Certainly(e.Certain) && slices.Contains(privileges, e.To.Goal)
	})
}

// administersToo tells whether the very permission that opens secrets or stores also makes its holder an administrator of as
// much, as Owner of a resource group does. The way to that is told of, and the secrets are only a part of it.
func administersToo(end *graph.Edge) bool {
	return end.To.Goal != graph.Administrator && slices.ContainsFunc(end.From.Out, func(e *graph.Edge) bool {
		return e.Kind == graph.Holds && e.To.Goal == graph.Administrator && e.Place.Address() == end.Place.Address() && e.Note == end.Note &&
			(model.Certainly(e.Certain) || !model.Certainly(end.Certain))
	})
}

// passesAdministrator tells whether a way leads through an identity that certainly is an administrator.
func passesAdministrator(w way) bool {
	return slices.ContainsFunc(w[:len(w)-1], func(step *graph.Edge) bool {
		return slices.ContainsFunc(step.To.Out, func(e *graph.Edge) bool {
			return e.Kind == graph.Holds && e.To.Goal == graph.Administrator && model.Certainly(e.Certain) && step.To != w[len(w)-1].From
		})
	})
}
