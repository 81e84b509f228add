package graph_test

import (
	"fmt"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// large builds a system of n objects in which every fifth is a function with a role that may send to every queue, the
// worst case for who asks all about all.
func large(n int) *world {
	w := newWorld()
	set := &model.Set{}
	for i := range n / 5 {
		id := w.role(fmt.Sprint("r", i))
		if i%100 == 0 {
			id.Powers = []*model.Power{admin()}
		}
		f := w.function(fmt.Sprint("f", i), id)
		w.url(f, model.NoAuth)
		q := w.channel(model.Queue, fmt.Sprint("q", i))
		w.trigger(q, f)
		set.Objects = append(set.Objects, q)
		id.Reach = func(a model.Ability) model.Reach {
			if a != model.Publish {
				return model.Reach{}
			}
			return model.Reach{All: []*model.Set{set}}
		}
		id.Evaluate = func(a model.Ability, _ model.Object) model.Answer {
			w.asks++
			return model.Answer{Allowed: model.Of(a == model.Publish), Note: "sqs:SendMessage on *"}
		}
	}
	return w
}

func everything(*graph.Edge) bool { return true }

// TestAsksGrowWithThePlan: ten times the objects may not take a hundred times the questions.
func TestAsksGrowWithThePlan(t *testing.T) {
	for _, n := range []int{500, 5_000} {
		w := large(n)
		g := graph.Of(w.sys)
		if most := 2 * n; w.asks > most || g.Edges() > 3*n {
			t.Errorf("%d objects: %d questions (want at most %d) and %d edges", n, w.asks, most, g.Edges())
		}
	}
}

// TestManyStillLeadToPrivilege: of all that may be reached, what matters is asked about first.
func TestManyStillLeadToPrivilege(t *testing.T) {
	w := large(5_000)
	g := graph.Of(w.sys)
	from := g.Node(w.sys.Functions[999])
	s := g.Search([]*graph.Node{from}, everything)
	for _, n := range s.Reached() {
		if n.Label == graph.Administrator {
			return
		}
	}
	t.Error("a role that may send to every queue does not reach an administrator behind one")
}

func BenchmarkGraph(b *testing.B) {
	const objects = 50_000
	w := large(objects)
	edges := 0
	for b.Loop() {
		sys := *w.sys
		g := graph.Of(&sys)
		s := g.Search(g.Outside, everything)
		edges = g.Edges()
		for _, n := range s.Reached() {
			if n.Kind == graph.Privilege {
				s.Cuts(n)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/objects, "ns/object")
	b.ReportMetric(float64(edges), "edges")
}
