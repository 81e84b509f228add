package paths

import (
	"fmt"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// way is a way through the graph, first edge first. It has at least one edge.
type way []*graph.Edge

// show adds each hop to a verdict. What has nothing to say, such as the step from a bucket to a part of it, is none.
func (w way) show(v *rule.Verdict) {
	for _, e := range w {
		if e.Kind != graph.Contains {
			v.Step(e.Place, finding.Hop{From: e.From.Label, Label: e.Note, To: e.To.Label})
		}
	}
}

// has tells whether one of some kinds of edges is on the way.
func (w way) has(kinds ...graph.EdgeKind) bool {
	for _, e := range w {
		for _, k := range kinds {
			if e.Kind == k {
				return true
			}
		}
	}
	return false
}

// last gives the last object of a type that the way passes.
func last[T model.Object](w way) (T, bool) {
	for i := len(w) - 1; i >= 0; i-- {
		if o, ok := w[i].From.Object.(T); ok && w[i].From.Kind != graph.Privilege {
			return o, true
		}
	}
	var none T
	return none, false
}

// first gives the first object of a type that the way passes.
func first[T model.Object](w way) (T, bool) {
	for _, e := range w {
		if o, ok := e.From.Object.(T); ok {
			return o, true
		}
	}
	var none T
	return none, false
}

// judged gives what is judged by the way: the last function on it that the plan manages, else the identity.
func (w way) judged() model.Object {
	if f, ok := last[*model.Function](w); ok && f.Managed {
		return f
	}
	return w[len(w)-1].To.Object
}

// who names the one who takes the way, at the start of a sentence.
func (w way) who() string {
	from := w[0].From
	switch {
	case from.Kind != graph.Entry:
		return "Whoever breaks into " + user(from.Object)
	case from.Label == graph.Internet:
		return "Anyone on the internet"
	case from.Stranger:
		return "Anyone with " + article(strings.TrimPrefix(from.Label, "any "))
	case from.Label == graph.KeyHolder:
		return "Whoever gets hold of a key of " + w[0].To.Label
	default:
		return from.Label
	}
}

// article puts a or an before a noun.
func article(noun string) string {
	if strings.HasPrefix(noun, "A") {
		return "an " + noun
	}
	return "a " + noun
}

// user names what runs as an identity, by the one with the least address: their order is the plan's.
func user(o model.Object) string {
	id, ok := o.(*model.Identity)
	if !ok || len(id.Users) == 0 {
		return fmt.Sprintf("%q", o.Base().Label())
	}
	u := slices.MinFunc(id.Users, func(a, b model.RunsAs) int {
		return strings.Compare(a.Object.Base().Address, b.Object.Base().Address)
	})
	return fmt.Sprintf("%s %q", u.Kind, u.Object.Base().Label())
}

// through names the last function on the way and its identity.
func (w way) through() string {
	id := w[len(w)-1].To.Object.Base().Label()
	if f, ok := last[*model.Function](w); ok {
		if len(w) > 1 && w[len(w)-2].Kind == graph.MayAssume {
			return fmt.Sprintf("function %q, which can act as %s %q: that allows %s", f.Label(), f.Cloud.Identity(), id, w.power())
		}
		return fmt.Sprintf("function %q, whose %s %q allows %s", f.Label(), f.Cloud.Identity(), id, w.power())
	}
	return fmt.Sprintf("%s %q, which allows %s", w[len(w)-1].To.Object.Base().Cloud.Identity(), id, w.power())
}

// power is what the last hop of the way says.
func (w way) power() string { return w[len(w)-1].Note }

// gain says what is to be had at the end of the way.
func (w way) gain() string {
	switch goal := w[len(w)-1].To; goal.Goal {
	case graph.Administrator:
		return "becomes " + goal.Label
	default:
		return "reads " + goal.Label
	}
}

func furtherWords(more int) string {
	switch more {
	case 0:
		return ""
	case 1:
		return " One more identity is reached the same way."
	default:
		return fmt.Sprintf(" %d more identities are reached the same way.", more)
	}
}

// remedy says which edge to cut, and what to write there.
func remedy(cut *graph.Edge) string {
	return "# " + finding.CheapestCut + cutWords(cut) + "\n" + cutHCL(cut)
}

func cutWords(cut *graph.Edge) string {
	from, to := cut.From.Label, cut.To.Label
	switch cut.Kind {
	case graph.MayAssume:
		return "keep " + from + " from acting as " + to
	case graph.MayWriteCode:
		return "keep " + from + " from changing the code in " + to
	case graph.MayPublish, graph.MayInvoke:
		return "keep " + from + " from starting " + to
	case graph.Admits:
		return "close " + to + " to " + from
	case graph.Enters:
		return "ask for credentials at " + to
	default:
		return "narrow what " + cut.To.Object.Base().Address + " may do: " + cut.Note
	}
}
