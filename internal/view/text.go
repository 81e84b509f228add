package view

import (
	"fmt"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
)

// tally counts findings by severity in words, worst first: "1 critical, 2 medium"; "" for none.
func (d *Drawing) tally(findings []int) string {
	counts, open := map[finding.Severity]int{}, 0
	for _, id := range findings {
		if f := &d.Findings[id]; f.Verdict == finding.Unknown {
			open++
		} else {
			counts[f.Severity]++
		}
	}
	var words []string
	for _, sev := range finding.Severities() {
		if counts[sev] > 0 {
			words = append(words, fmt.Sprintf("%d %s", counts[sev], sev))
		}
	}
	if open > 0 {
		words = append(words, fmt.Sprintf("%d unknown", open))
	}
	return strings.Join(words, ", ")
}

// worst gives the severity of a node's worst finding; "" for none, or none that is certain.
func (d *Drawing) worst(n *Node) finding.Severity {
	for _, sev := range finding.Severities() {
		for _, id := range n.Findings {
			if f := &d.Findings[id]; f.Verdict != finding.Unknown && f.Severity == sev {
				return sev
			}
		}
	}
	return ""
}

// lines gives what stands on a node: its name, what it is, and how many findings it has.
func (d *Drawing) lines(n *Node) []string {
	what := string(n.Kind)
	if n.Kind == graph.Entry {
		what = "outside"
	}
	if n.Local != "" {
		what = n.Local
	}
	if n.Outside {
		what += " (not in this plan)"
	}
	lines := []string{n.Name, what}
	if tally := d.tally(n.Findings); tally != "" {
		lines = append(lines, tally)
	}
	return lines
}

// kinds names the facts of an edge, each kind once.
func (e *Edge) kinds() string {
	var words []string
	for _, f := range e.Facts {
		if f.Kind != graph.Contains && !slices.Contains(words, string(f.Kind)) {
			words = append(words, string(f.Kind))
		}
	}
	return strings.Join(words, ", ")
}

// onPaths tells which edges are part of an attack path.
func (d *Drawing) onPaths() map[int]bool {
	on := map[int]bool{}
	for i := range d.Paths {
		for _, e := range d.Paths[i].Edges {
			on[e] = true
		}
	}
	return on
}

// children lists groups by the one around them; -1 is around the outermost.
func (d *Drawing) children() map[int][]int {
	in := map[int][]int{}
	for i := range d.Groups {
		in[d.Groups[i].Parent] = append(in[d.Groups[i].Parent], i)
	}
	return in
}

// members lists nodes by their group.
func (d *Drawing) members() map[int][]int {
	in := map[int][]int{}
	for i := range d.Nodes {
		in[d.Nodes[i].Group] = append(in[d.Nodes[i].Group], i)
	}
	return in
}
