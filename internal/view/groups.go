package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
)

// manyNodes are more than a reader takes in at once: a module with more of its own is divided into the parts that hang
// together.
const manyNodes = 48

// group puts nodes into the modules that they stand in. Modules with the worst findings come first.
func (s *sketch) group() {
	tree := &groupTree{s: s, index: map[string]int{}}
	tree.add(-1, "outside", Group{Label: "outside", Kind: outsideGroup})
	for i := range s.d.Nodes {
		s.d.Nodes[i].Group = tree.of(s.owner(i))
	}
	tree.divide()
	tree.weigh()
	s.sortGroups()
}

// owner gives the modules of a node; nil for who is outside. A privilege stands with the identity that has it.
func (s *sketch) owner(id int) []string {
	n := &s.d.Nodes[id]
	if n.Kind == graph.Entry {
		return nil
	}
	address := n.Address
	if n.Kind == graph.Privilege && len(s.into[id]) > 0 {
		address = s.d.Nodes[s.d.Edges[s.into[id][0]].From].Address
	}
	modules, _ := split(address)
	return append([]string{""}, modules...)
}

type groupTree struct {
	s     *sketch
	index map[string]int
}

func (t *groupTree) add(parent int, key string, g Group) int {
	g.ID, g.Parent, g.worst = len(t.s.d.Groups), parent, unharmed
	if parent >= 0 {
		g.Depth = t.s.d.Groups[parent].Depth + 1
	}
	t.index[key] = g.ID
	t.s.d.Groups = append(t.s.d.Groups, g)
	return g.ID
}

// of gives the group of a module, and makes those around it. The root module is not around the others: it would only
// be one more frame.
func (t *groupTree) of(modules []string) int {
	if modules == nil {
		return 0
	}
	if len(modules) == 1 {
		return t.module(-1, "", "root module")
	}
	id, address := -1, ""
	for _, m := range modules[1:] {
		address = strings.TrimPrefix(address+"."+m, ".")
		id = t.module(id, address, strings.TrimPrefix(m, "module."))
	}
	return id
}

func (t *groupTree) module(parent int, address, label string) int {
	key := "module " + address
	if id, ok := t.index[key]; ok {
		return id
	}
	return t.add(parent, key, Group{Label: clean(label), Address: clean(address), Kind: moduleGroup})
}

// divide splits groups with many nodes of their own into parts that hang together.
func (t *groupTree) divide() {
	own := make([][]int, len(t.s.d.Groups))
	for i := range t.s.d.Nodes {
		g := t.s.d.Nodes[i].Group
		own[g] = append(own[g], i)
	}
	for g, nodes := range own {
		if len(nodes) > manyNodes && g != 0 {
			t.parts(g, nodes)
		}
	}
}

func (t *groupTree) parts(group int, nodes []int) {
	sets := newSets(len(t.s.d.Nodes))
	for i := range t.s.d.Edges {
		e := &t.s.d.Edges[i]
		if !e.Wide && t.s.d.Nodes[e.From].Group == group && t.s.d.Nodes[e.To].Group == group {
			sets.join(e.From, e.To)
		}
	}
	for _, id := range nodes { // a privilege belongs to its identity, however it comes by it
		for _, e := range t.s.into[id] {
			if t.s.d.Nodes[id].Kind == graph.Privilege {
				sets.join(id, t.s.d.Edges[e].From)
			}
		}
	}
	parts := map[int][]int{}
	for _, id := range nodes {
		root := sets.find(id)
		parts[root] = append(parts[root], id)
	}
	if len(parts) < 2 {
		return
	}
	for _, id := range nodes {
		part := parts[sets.find(id)]
		if part[0] == id {
			t.part(group, part)
		}
	}
}

// part makes a group of nodes that hang together. Single ones stay where they are.
func (t *groupTree) part(group int, nodes []int) {
	if len(nodes) < 2 {
		return
	}
	name, functions := "", 0
	for _, id := range nodes {
		if n := &t.s.d.Nodes[id]; n.Kind == graph.Function {
			functions++
			name = cmp.Or(name, n.Name)
		}
	}
	name = cmp.Or(name, t.s.d.Nodes[nodes[0]].Name)
	if functions > 1 {
		name += " and " + strconv.Itoa(functions-1) + " more"
	}
	g := &t.s.d.Groups[group]
	id := t.add(group, "part "+strconv.Itoa(nodes[0]), Group{Label: name, Address: g.Address, Kind: partGroup})
	for _, n := range nodes {
		t.s.d.Nodes[n].Group = id
	}
}

// The ranks of what has no findings, and of what has questions left open, behind those of severities.
const (
	undecided = 4
	unharmed  = 5
)

// weigh notes the worst finding of each group and of those in it.
func (t *groupTree) weigh() {
	for i := range t.s.d.Nodes {
		worst := t.s.rank(i)
		for g := t.s.d.Nodes[i].Group; g >= 0; g = t.s.d.Groups[g].Parent {
			t.s.d.Groups[g].worst = min(t.s.d.Groups[g].worst, worst)
		}
	}
}

func (s *sketch) rank(id int) int {
	worst := unharmed
	for _, f := range s.d.Nodes[id].Findings {
		if s.d.Findings[f].Verdict == finding.Unknown {
			worst = min(worst, undecided)
			continue
		}
		worst = min(worst, s.d.Findings[f].Severity.Rank())
	}
	return worst
}

// sortGroups numbers groups again: those with the worst findings first, each followed by the groups in it.
func (s *sketch) sortGroups() {
	children := map[int][]int{}
	for _, g := range s.d.Groups {
		children[g.Parent] = append(children[g.Parent], g.ID)
	}
	for _, list := range children {
		slices.SortFunc(list, func(a, b int) int { return compareGroups(&s.d.Groups[a], &s.d.Groups[b]) })
	}
	ids, order := make([]int, len(s.d.Groups)), []Group{}
	for stack := reversed(children[-1]); len(stack) > 0; {
		g := s.d.Groups[stack[len(stack)-1]]
		stack = append(stack[:len(stack)-1], reversed(children[g.ID])...)
		ids[g.ID] = len(order)
		if g.Parent >= 0 {
			g.Parent = ids[g.Parent]
		}
		g.ID = len(order)
		order = append(order, g)
	}
	s.d.Groups = order
	for i := range s.d.Nodes {
		s.d.Nodes[i].Group = ids[s.d.Nodes[i].Group]
	}
}

func compareGroups(a, b *Group) int {
	first := func(g *Group) int {
		if g.Kind == outsideGroup {
			return 0
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(first(a), first(b)), cmp.Compare(a.worst, b.worst), cmp.Compare(a.Address, b.Address),
		cmp.Compare(a.Label, b.Label), cmp.Compare(a.ID, b.ID),
	)
}

func reversed(list []int) []int {
	out := slices.Clone(list)
	slices.Reverse(out)
	return out
}

// sets are disjoint sets of nodes.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) find(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

// join makes the lesser root the root of both, so that the result does not depend on the order of edges.
func (s sets) join(a, b int) {
	a, b = s.find(a), s.find(b)
	s[max(a, b)] = min(a, b)
}
