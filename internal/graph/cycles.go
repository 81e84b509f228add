package graph

import "slices"

// Cycles gives the groups of nodes that reach each other along edges to follow, each of two nodes or more: Kosaraju's
// algorithm, in time linear in nodes and edges.
func (g *Graph) Cycles(follow func(*Edge) bool) [][]*Node {
	var groups [][]*Node
	back := make([][]*Node, len(g.Nodes))
	for _, n := range g.Nodes {
		for _, e := range n.Out {
			if follow(e) {
				back[e.To.id] = append(back[e.To.id], n)
			}
		}
	}
	seen := make([]bool, len(g.Nodes))
	finished := g.finishing(follow)
	for i := len(finished) - 1; i >= 0; i-- {
		if seen[finished[i].id] {
			continue
		}
		seen[finished[i].id] = true
		group := []*Node{finished[i]}
		for k := 0; k < len(group); k++ {
			for _, n := range back[group[k].id] {
				if !seen[n.id] {
					seen[n.id] = true
					group = append(group, n)
				}
			}
		}
		if len(group) > 1 {
			slices.SortFunc(group, func(a, b *Node) int { return a.id - b.id })
			groups = append(groups, group)
		}
	}
	return groups
}

// finishing gives all nodes in the order in which a depth-first search leaves them.
func (g *Graph) finishing(follow func(*Edge) bool) []*Node {
	type frame struct {
		node *Node
		next int
	}
	seen := make([]bool, len(g.Nodes))
	order := make([]*Node, 0, len(g.Nodes))
	for _, start := range g.Nodes {
		if seen[start.id] {
			continue
		}
		seen[start.id] = true
		for stack := []frame{{node: start}}; len(stack) > 0; {
			top := &stack[len(stack)-1]
			if top.next == len(top.node.Out) {
				order = append(order, top.node)
				stack = stack[:len(stack)-1]
				continue
			}
			e := top.node.Out[top.next]
			top.next++
			if follow(e) && !seen[e.To.id] {
				seen[e.To.id] = true
				stack = append(stack, frame{node: e.To})
			}
		}
	}
	return order
}
