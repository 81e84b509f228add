package graph

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// drawn makes a graph of lines such as "a b", each an edge.
func drawn(lines ...string) (*Graph, map[string]*Node) {
	g, nodes := &Graph{index: map[key]*Node{}}, map[string]*Node{}
	node := func(label string) *Node {
		if nodes[label] == nil {
			nodes[label] = &Node{Label: label}
			g.Nodes = append(g.Nodes, nodes[label])
		}
		return nodes[label]
	}
	for _, line := range lines {
		from, to, _ := strings.Cut(line, " ")
		a, b := node(from), node(to)
		a.Out = append(a.Out, &Edge{From: a, To: b, Certain: model.True()})
	}
	g.settle()
	return g, nodes
}

func every(*Edge) bool { return true }

func words(path []*Edge) string {
	var out []string
	for _, e := range path {
		out = append(out, e.From.Label+e.To.Label)
	}
	return strings.Join(out, " ")
}

func TestShortestWay(t *testing.T) {
	g, n := drawn("s a", "a b", "b t", "s c", "c t", "s d", "d t")
	s := g.Search([]*Node{n["s"]}, every)
	if got := words(s.Path(n["t"])); got != "sc ct" {
		t.Errorf("got %q", got)
	}
	if s.Path(n["s"]) != nil || len(s.Reached()) != 6 {
		t.Errorf("reached %d nodes", len(s.Reached()))
	}
	if s := g.Search([]*Node{n["s"]}, func(e *Edge) bool { return e.To != n["a"] }); s.Has(n["b"]) {
		t.Error("went along an edge that is not to be followed")
	}
}

func TestCuts(t *testing.T) {
	for _, test := range []struct {
		name, want string
		lines      []string
	}{
		{"a chain", "sa ab bt", []string{"s a", "a b", "b t"}},
		{"two ways", "ct", []string{"s a", "s b", "a c", "b c", "c t"}},
		{"two ways all along", "", []string{"s a", "s b", "a t", "b t"}},
		{"a way back counts not", "sa at", []string{"s a", "a t", "t a"}},
		{"two edges of one kind", "sa", []string{"s a", "a t", "a x", "x t"}},
		{"a loop before the end", "sa ab bt", []string{"s a", "a b", "b a", "b t"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			g, n := drawn(test.lines...)
			if got := words(g.Search([]*Node{n["s"]}, every).Cuts(n["t"])); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestCutsAgainstTheDefinition holds cuts against what they are: edges without which the node is not reached.
func TestCutsAgainstTheDefinition(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 300 {
		var lines []string
		size := 3 + random.Intn(8)
		for range 2 * size {
			if a, b := random.Intn(size), random.Intn(size); a != b {
				lines = append(lines, fmt.Sprintf("%c %c", 'a'+a, 'a'+b))
			}
		}
		slices.Sort(lines)
		lines = slices.Compact(lines)
		g, n := drawn(lines...)
		start := n["a"]
		if start == nil {
			continue
		}
		s := g.Search([]*Node{start}, every)
		for _, node := range s.Reached() {
			want := needed(g, start, node)
			got := strings.Fields(words(s.Cuts(node)))
			slices.Sort(got)
			if !slices.Equal(want, got) {
				t.Fatalf("%v: cuts of %s are %v, want %v", lines, node.Label, got, want)
			}
		}
	}
}

func needed(g *Graph, start, node *Node) []string {
	out := []string{}
	for _, n := range g.Nodes {
		for _, without := range n.Out {
			if !g.Search([]*Node{start}, func(e *Edge) bool { return e != without }).Has(node) {
				out = append(out, words([]*Edge{without}))
			}
		}
	}
	slices.Sort(out)
	return out
}

func TestCycles(t *testing.T) {
	g, _ := drawn("a b", "b c", "c a", "c d", "d e", "e d", "e f", "f f")
	var groups []string
	for _, group := range g.Cycles(every) {
		var labels string
		for _, n := range group {
			labels += n.Label
		}
		groups = append(groups, labels)
	}
	slices.Sort(groups)
	if !slices.Equal(groups, []string{"abc", "de"}) {
		t.Errorf("got %v", groups)
	}
}

func TestAWayIsAsCertainAsItsWeakestEdge(t *testing.T) {
	unknown := &Edge{Certain: model.Undecided("because")}
	path := []*Edge{{Certain: model.True()}, unknown, {Certain: model.True()}}
	if got := Weakest(path).String(); got != "unknown: because" {
		t.Error(got)
	}
	if Doubt(path) != unknown || Doubt(path[:1]) != nil {
		t.Error("the doubt is elsewhere")
	}
}

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		pattern, action string
		want            bool
	}{
		{"s3:getobject", "s3:getobject", true},
		{"s3:get*", "s3:getobject", true},
		{"s3:*object", "s3:getobject", true},
		{"*", "s3:getobject", true},
		{"s3:*tagging", "s3:getobject", false},
		{"sqs:*", "s3:getobject", false},
	} {
		if got := matches(c.pattern, c.action); got != c.want {
			t.Errorf("%s on %s: %v", c.pattern, c.action, got)
		}
	}
}
