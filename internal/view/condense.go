package view

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
)

// condense makes a node of each outermost module that has findings, and of each who is outside.
func (d *Drawing) condense() condensed {
	stands := d.standIns()
	counted := map[int]*module{}
	findings, functions := map[int][]int{}, map[int]int{}
	var order []int
	for i := range d.Nodes {
		n := &d.Nodes[i]
		id := stands[i]
		if counted[id] == nil {
			counted[id] = d.module(id, n)
			order = append(order, id)
		}
		findings[id] = union(findings[id], n.Findings)
		if n.Kind == graph.Function {
			functions[id]++
		}
	}
	var c condensed
	kept := map[int]bool{}
	for _, id := range order {
		m := counted[id]
		if !m.outside && len(findings[id]) == 0 {
			continue
		}
		m.finish(d, findings[id], functions[id])
		c.modules = append(c.modules, *m)
		kept[id] = true
	}
	c.edges = d.between(stands, kept)
	return c
}

// standIns gives for each node the id of what stands for it: its outermost group, or behind those, itself.
func (d *Drawing) standIns() []int {
	stands := make([]int, len(d.Nodes))
	for i := range d.Nodes {
		g := d.Nodes[i].Group
		for d.Groups[g].Parent >= 0 {
			g = d.Groups[g].Parent
		}
		stands[i] = g
		if d.Groups[g].Kind == outsideGroup {
			stands[i] = len(d.Groups) + i
		}
	}
	return stands
}

func (d *Drawing) module(id int, n *Node) *module {
	if id >= len(d.Groups) {
		return &module{id: id, label: n.Name, outside: true}
	}
	return &module{id: id, label: d.Groups[id].Label}
}

func (m *module) finish(d *Drawing, findings []int, functions int) {
	if m.outside {
		m.text = string(graph.Entry)
		return
	}
	all := Node{Findings: findings}
	m.worst = d.worst(&all)
	m.text = fmt.Sprintf("functions: %d; %s", functions, d.tally(findings))
}

func (d *Drawing) between(stands []int, kept map[int]bool) [][2]int {
	var edges [][2]int
	seen := map[[2]int]bool{}
	for i := range d.Edges {
		e := [2]int{stands[d.Edges[i].From], stands[d.Edges[i].To]}
		if e[0] != e[1] && kept[e[0]] && kept[e[1]] && !seen[e] {
			seen[e] = true
			edges = append(edges, e)
		}
	}
	return edges
}

func union(a, b []int) []int {
	known := map[int]bool{}
	for _, id := range a {
		known[id] = true
	}
	for _, id := range b {
		if !known[id] {
			known[id] = true
			a = append(a, id)
		}
	}
	return a
}
