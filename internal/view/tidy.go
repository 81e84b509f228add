package view

import (
	"cmp"
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
)

// sortEdges brings edges and their facts into an order that does not depend on that of the plan.
func (s *sketch) sortEdges() {
	edges := s.d.Edges
	slices.SortFunc(edges, func(a, b Edge) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	ids := make([]int, len(edges))
	for i := range edges {
		ids[edges[i].ID], edges[i].ID = i, i
		slices.SortStableFunc(edges[i].Facts, func(a, b Fact) int {
			return cmp.Or(
				cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Address, b.Address), cmp.Compare(a.Attribute, b.Attribute), cmp.Compare(a.Note, b.Note),
			)
		})
	}
	for _, way := range s.ways {
		for i, id := range way {
			way[i] = ids[id]
		}
	}
}

// tidy drops nodes that no edge leads to or from and that nothing is said of, but never a function, and numbers the
// rest again.
func (s *sketch) tidy() {
	used := s.used()
	ids := make([]int, len(used))
	kept := []Node{}
	for i := range s.d.Nodes {
		ids[i] = -1
		if used[i] {
			ids[i] = len(kept)
			s.d.Nodes[i].ID = len(kept)
			kept = append(kept, s.d.Nodes[i])
		}
	}
	s.d.Nodes = kept
	s.renumber(ids)
	s.neighbours()
}

func (s *sketch) used() []bool {
	used := make([]bool, len(s.d.Nodes))
	for i := range s.d.Nodes {
		used[i] = s.d.Nodes[i].Kind == graph.Function || len(s.d.Nodes[i].Findings) > 0
	}
	for i := range s.d.Edges {
		used[s.d.Edges[i].From], used[s.d.Edges[i].To] = true, true
	}
	for i := range s.d.Paths {
		for _, n := range s.d.Paths[i].Nodes {
			used[n] = true
		}
	}
	return used
}

func (s *sketch) renumber(ids []int) {
	each := func(list []int) {
		for i, id := range list {
			list[i] = ids[id]
		}
	}
	for i := range s.d.Edges {
		e := &s.d.Edges[i]
		e.From, e.To = ids[e.From], ids[e.To]
	}
	for i := range s.d.Findings {
		each(s.d.Findings[i].Nodes)
	}
	for i := range s.d.Paths {
		p := &s.d.Paths[i]
		each(p.Nodes)
		for k := range p.Hops {
			for _, end := range []*int{&p.Hops[k].From, &p.Hops[k].To} {
				if *end >= 0 {
					*end = ids[*end]
				}
			}
		}
	}
}

// neighbours lists the edges of each node.
func (s *sketch) neighbours() {
	s.out, s.into = make([][]int, len(s.d.Nodes)), make([][]int, len(s.d.Nodes))
	for i := range s.d.Edges {
		e := &s.d.Edges[i]
		s.out[e.From] = append(s.out[e.From], i)
		s.into[e.To] = append(s.into[e.To], i)
	}
}
