package view

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
)

// dotHead sets what all nodes have in common.
const dotHead = `digraph slsguard {
  rankdir=LR
  graph [fontname="Helvetica", fontsize=11, nodesep=0.25, ranksep=0.7, style="rounded", color="#9aa5b1"]
  node [fontname="Helvetica", fontsize=10, shape=box, style="rounded,filled", fillcolor="#ffffff", color="#5b6673"]
  edge [fontname="Helvetica", fontsize=9, color="#7b8794"]
`

// Dot writes a drawing for Graphviz: modules as clusters, attack paths in red.
func Dot(w io.Writer, d *Drawing) error {
	dw := &dotWriter{d: d, children: d.children(), members: d.members()}
	dw.b.WriteString(dotHead)
	for _, g := range dw.children[-1] {
		dw.group(g, "  ")
	}
	on := d.onPaths()
	for i := range d.Edges {
		dw.edge(&d.Edges[i], on[i])
	}
	dw.b.WriteString("}\n")
	_, err := w.Write(dw.b.Bytes())
	return err
}

type dotWriter struct {
	d        *Drawing
	b        bytes.Buffer
	children map[int][]int
	members  map[int][]int
}

func (w *dotWriter) group(id int, indent string) {
	g := &w.d.Groups[id]
	nodes := w.members[id]
	if len(nodes)+len(w.children[id]) == 0 {
		return
	}
	fmt.Fprintf(&w.b, "%ssubgraph cluster_%d {\n%s  label=%s\n", indent, id, indent, dotQuote(g.Label))
	if g.Kind == outsideGroup {
		fmt.Fprintf(&w.b, "%s  style=dashed\n", indent)
	}
	for _, n := range nodes {
		w.node(&w.d.Nodes[n], indent+"  ")
	}
	for _, child := range w.children[id] {
		w.group(child, indent+"  ")
	}
	fmt.Fprintf(&w.b, "%s}\n", indent)
}

func (w *dotWriter) node(n *Node, indent string) {
	lines := w.d.lines(n)
	for i := range lines {
		lines[i] = dotEscape(lines[i])
	}
	fmt.Fprintf(&w.b, `%sn%d [label="%s"`, indent, n.ID, strings.Join(lines, `\n`))
	if shape := dotShape(n.Kind); shape != "" {
		fmt.Fprintf(&w.b, ", shape=%s", shape)
	}
	if n.Outside {
		w.b.WriteString(`, style="rounded,filled,dashed"`)
	}
	if fill := dotFill(w.d.worst(n)); fill != "" {
		fmt.Fprintf(&w.b, `, fillcolor="%s"`, fill)
	}
	if n.Address != "" {
		fmt.Fprintf(&w.b, ", tooltip=%s", dotQuote(clean(n.Address)))
	}
	w.b.WriteString("]\n")
}

func dotShape(k graph.NodeKind) string {
	return map[graph.NodeKind]string{
		graph.Entry: "ellipse", graph.Channel: "cds", graph.Identity: "hexagon", graph.Privilege: "octagon",
		Trigger: "larrow", graph.Secret: "note", graph.Function: "component",
	}[k]
}

func dotFill(sev finding.Severity) string {
	return map[finding.Severity]string{
		finding.Critical: "#f8c4c4", finding.High: "#fbd7b5", finding.Medium: "#fbeeb0", finding.Low: "#d9e8fb",
	}[sev]
}

func (w *dotWriter) edge(e *Edge, onPath bool) {
	fmt.Fprintf(&w.b, "  n%d -> n%d [label=%s", e.From, e.To, dotQuote(e.kinds()))
	var style []string
	if !e.Certain {
		style = append(style, "dashed")
	}
	if onPath {
		style = append(style, "bold")
		w.b.WriteString(`, color="#c81e1e"`)
	}
	if len(style) > 0 {
		fmt.Fprintf(&w.b, `, style="%s"`, strings.Join(style, ","))
	}
	if e.Back {
		w.b.WriteString(", constraint=false")
	}
	w.b.WriteString("]\n")
}

func dotQuote(s string) string { return `"` + dotEscape(s) + `"` }

// dotEscape escapes for a string in double quotes: Graphviz reads backslashes in labels as escapes, and entities of
// HTML as what they stand for.
func dotEscape(s string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;").Replace(s)
}
