package view

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
)

// findings puts each finding on the nodes that it is about. Findings come worst first, and so do those of a node.
func (s *sketch) findings() {
	for i := range s.in.Findings {
		f := &s.in.Findings[i]
		nodes := s.subjects(f)
		id := len(s.d.Findings)
		s.d.Findings = append(s.d.Findings, Finding{
			ID: id, Rule: f.Rule, Name: f.Name, Title: clean(f.Title), Severity: f.Severity, Verdict: f.Verdict,
			Address: clean(f.Address), Attribute: clean(f.Attribute), Message: clean(f.Message), Reason: clean(f.Reason),
			Remediation: cleanLines(f.Remediation), Place: placeOf(f.Location), Nodes: nodes, Fingerprint: f.Fingerprint,
		})
		for _, n := range nodes {
			s.d.Nodes[n].Findings = append(s.d.Nodes[n].Findings, id)
		}
		if len(nodes) == 0 {
			s.d.Unplaced = append(s.d.Unplaced, id)
		}
	}
}

// subjects gives the nodes that a finding is about: those that it names, else those that its evidence does.
func (s *sketch) subjects(f *finding.Finding) []int {
	nodes := []int{}
	for _, address := range append([]string{f.Address}, f.Instances...) {
		nodes = s.standFor(nodes, address)
	}
	for _, e := range f.Evidence {
		if len(nodes) > 0 {
			break
		}
		nodes = s.standFor(nodes, e.Address)
	}
	return nodes
}

func (s *sketch) standFor(nodes []int, address string) []int {
	found := s.about[address]
	if id, ok := s.byAddress[address]; ok {
		found = []int{id}
	}
	for _, id := range found {
		if !slices.Contains(nodes, id) {
			nodes = append(nodes, id)
		}
	}
	return nodes
}

// paths finds the way of each attack path through the drawing.
func (s *sketch) paths() {
	for i := range s.in.Findings {
		f := &s.in.Findings[i]
		if (f.Path || strings.HasPrefix(f.Rule, "SLS9")) && len(f.Evidence) > 0 {
			s.d.Paths = append(s.d.Paths, s.path(i, f))
		}
	}
}

func (s *sketch) path(id int, f *finding.Finding) Path {
	p := Path{Finding: id, Hops: []Hop{}, Nodes: []int{}, Edges: []int{}}
	last := -1
	for _, e := range f.Evidence {
		hop := s.hop(&e, last)
		last = hop.To
		s.follow(&p, &hop, e.Address)
		p.Hops = append(p.Hops, hop)
	}
	return p
}

// follow adds the nodes and edges of a hop to a path.
func (s *sketch) follow(p *Path, hop *Hop, address string) {
	p.Nodes = visit(p.Nodes, hop.From)
	way, ok := s.ways[hopKey{hop.From, hop.To, address}]
	if !ok {
		way = s.ways[hopKey{hop.From, hop.To, ""}]
	}
	hop.Edges = append([]int{}, way...)
	for _, id := range way {
		p.Edges = append(p.Edges, id)
		p.Nodes = visit(p.Nodes, s.d.Edges[id].To)
	}
	p.Nodes = visit(p.Nodes, hop.To)
}

func visit(nodes []int, id int) []int {
	if id < 0 || slices.Contains(nodes, id) {
		return nodes
	}
	return append(nodes, id)
}

func (s *sketch) hop(e *finding.Evidence, last int) Hop {
	h := Hop{
		From: -1, To: -1, Label: clean(e.Note), Address: clean(e.Address), Attribute: clean(e.Attribute), Place: placeOf(e.Location),
	}
	if e.Hop == nil { // a fact: it stands for the object itself
		if at := s.standFor(nil, e.Address); len(at) > 0 {
			h.From, h.To = last, at[0]
		}
		h.ToText = clean(e.Address)
		return h
	}
	h.Label, h.FromText, h.ToText = clean(e.Hop.Label), clean(e.Hop.From), clean(e.Hop.To)
	h.From = s.called(e.Hop.From, last)
	h.To = s.reached(h.From, e.Hop.To)
	return h
}

// called finds the node that a hop starts from: where the one before ended, if it is called so.
func (s *sketch) called(label string, last int) int {
	known := s.byLabel[label]
	switch {
	case slices.Contains(known, last):
		return last
	case len(known) == 0:
		return -1
	default:
		return known[0]
	}
}

// reached finds the node that a hop ends at: of several of one name, such as privileges, the one that an edge leads to.
func (s *sketch) reached(from int, label string) int {
	known := s.byLabel[label]
	for _, id := range known {
		if _, ok := s.ways[hopKey{from, id, ""}]; ok {
			return id
		}
	}
	if len(known) == 0 || s.d.Nodes[known[0]].Kind == graph.Privilege {
		return -1
	}
	return known[0]
}
