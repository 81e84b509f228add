package graph

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// Search is what can be reached from some nodes: the shortest way to each node, and what every way to it has in common.
// It takes time linear in the nodes and edges reached, but for the few rounds of the dominators.
type Search struct {
	starts map[*Node]bool
	order  []*Node   // reached, nearest first
	at     []int     // position in order of each node, by id; -1 for those that were not reached
	via    []*Edge   // last edge of the shortest way to each node, by id; nil for starts
	in     [][]*Edge // edges into each node of order, from reached nodes
	dom    []int     // the last node before it that all ways pass, as a position; -1 for none
	depth  []int     // in the tree of dominators
}

// Search follows edges from starts. The order of starts and of edges decides between ways that are equally short, and is
// the graph's.
func (g *Graph) Search(starts []*Node, follow func(*Edge) bool) *Search {
	s := &Search{starts: map[*Node]bool{}, at: make([]int, len(g.Nodes)), via: make([]*Edge, len(g.Nodes))}
	for i := range s.at {
		s.at[i] = -1
	}
	for _, n := range starts {
		if !s.starts[n] {
			s.starts[n] = true
			s.reach(n, nil)
		}
	}
	for i := 0; i < len(s.order); i++ {
		for _, e := range s.order[i].Out {
			if !follow(e) {
				continue
			}
			if s.at[e.To.id] < 0 {
				s.reach(e.To, e)
			}
			to := s.at[e.To.id]
			s.in[to] = append(s.in[to], e)
		}
	}
	return s
}

func (s *Search) reach(n *Node, via *Edge) {
	s.at[n.id], s.via[n.id] = len(s.order), via
	s.order = append(s.order, n)
	s.in = append(s.in, nil)
}

// Reached gives all nodes that were reached, nearest first.
func (s *Search) Reached() []*Node { return s.order }

// Has tells whether a node was reached.
func (s *Search) Has(n *Node) bool { return n != nil && s.at[n.id] >= 0 }

// Path gives the shortest way to a node, first edge first; none for a start.
func (s *Search) Path(n *Node) []*Edge {
	var path []*Edge
	for e := s.via[n.id]; e != nil; e = s.via[e.From.id] {
		path = append(path, e)
	}
	for i, j := 0, len(path)-1; i < j; i, j = i+1, j-1 {
		path[i], path[j] = path[j], path[i]
	}
	return path
}

// Cuts gives the edges without which a node is not reached at all, first one first.
func (s *Search) Cuts(n *Node) []*Edge {
	if s.dom == nil {
		s.dominators()
	}
	var cuts []*Edge
	for i := s.at[n.id]; i >= 0; i = s.dom[i] {
		if e := s.onlyWay(i); e != nil {
			cuts = append([]*Edge{e}, cuts...)
		}
	}
	return cuts
}

// onlyWay gives the one edge by which a node is entered; edges from behind it don't count.
func (s *Search) onlyWay(i int) *Edge {
	if s.starts[s.order[i]] {
		return nil
	}
	var only *Edge
	for _, e := range s.in[i] {
		if s.behind(s.at[e.From.id], i) {
			continue
		}
		if only != nil {
			return nil
		}
		only = e
	}
	return only
}

// behind tells whether all ways to node i pass node j.
func (s *Search) behind(i, j int) bool {
	for i >= 0 && s.depth[i] > s.depth[j] {
		i = s.dom[i]
	}
	return i == j
}

// dominators finds for each node the nearest one that all ways to it pass: Cooper, Harvey and Kennedy, "A Simple, Fast
// Dominance Algorithm" (2001), with the order of the search in place of a reverse postorder. Each round is linear, and
// there are as many as ways lead backwards.
func (s *Search) dominators() {
	const undone = -2
	s.dom, s.depth = make([]int, len(s.order)), make([]int, len(s.order))
	for i, n := range s.order {
		s.dom[i] = undone
		if s.starts[n] {
			s.dom[i] = -1
		}
	}
	for changed := true; changed; {
		changed = false
		for i, n := range s.order {
			if s.starts[n] {
				continue
			}
			dom := undone
			for _, e := range s.in[i] {
				from := s.at[e.From.id]
				switch {
				case s.dom[from] == undone:
				case dom == undone:
					dom = from
				default:
					dom = s.meet(dom, from)
				}
			}
			if dom != s.dom[i] {
				s.dom[i], changed = dom, true
			}
		}
	}
	for i := range s.order {
		if s.dom[i] >= 0 {
			s.depth[i] = s.depth[s.dom[i]] + 1
		}
	}
}

// meet gives the nearest node that dominates both; -1 for none.
func (s *Search) meet(a, b int) int {
	for a != b {
		if a > b {
			a, b = b, a
		}
		b = s.dom[b]
		if b < 0 {
			return -1
		}
	}
	return a
}

// Weakest gives what a way is worth: true when all of its edges are certain, else unknown for the first that is not.
func Weakest(path []*Edge) model.Truth {
	certain := model.True()
	for _, e := range path {
		certain = certain.And(e.Certain)
	}
	return certain
}

// Doubt gives the first edge of a way that is not certain; nil when all are.
func Doubt(path []*Edge) *Edge {
	for _, e := range path {
		if !model.Certainly(e.Certain) {
			return e
		}
	}
	return nil
}
