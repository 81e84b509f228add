package view

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
)

// What Mermaid draws at most, as GitHub and GitLab run it (Mermaid's config: maxEdges, maxTextSize).
const (
	mermaidEdges = 500
	mermaidText  = 50_000
)

// Mermaid writes a drawing as a Mermaid flowchart. One that is too large for Mermaid is drawn with each outermost
// module as one node, without modules that have no findings, or cut off where even that is too large.
func Mermaid(w io.Writer, d *Drawing) error {
	text, edges := mermaid(d)
	if edges > mermaidEdges || len(text) > mermaidText {
		text = mermaidModules(d)
	}
	_, err := w.Write(text)
	return err
}

// mermaidHead styles nodes by their worst finding.
const mermaidHead = `flowchart LR
  classDef outside stroke-dasharray: 4 3
  classDef critical fill:#f8c4c4,stroke:#c81e1e,color:#222
  classDef high fill:#fbd7b5,stroke:#c2570c,color:#222
  classDef medium fill:#fbeeb0,stroke:#a16207,color:#222
  classDef low fill:#d9e8fb,stroke:#2563eb,color:#222
`

func mermaid(d *Drawing) (text []byte, edges int) {
	m := &mermaidWriter{d: d, children: d.children(), members: d.members()}
	m.b.WriteString(mermaidHead)
	for _, g := range m.children[-1] {
		m.group(g, "  ")
	}
	on := d.onPaths()
	var hot []string
	for i := range d.Edges {
		m.edge(&d.Edges[i])
		if on[i] {
			hot = append(hot, fmt.Sprint(i))
		}
	}
	m.hot(hot)
	return m.b.Bytes(), len(d.Edges)
}

type mermaidWriter struct {
	d        *Drawing
	b        bytes.Buffer
	children map[int][]int
	members  map[int][]int
}

func (m *mermaidWriter) hot(links []string) {
	if len(links) > 0 {
		fmt.Fprintf(&m.b, "  linkStyle %s stroke:#c81e1e,stroke-width:3px\n", strings.Join(links, ","))
	}
}

func (m *mermaidWriter) group(id int, indent string) {
	if len(m.members[id])+len(m.children[id]) == 0 {
		return
	}
	fmt.Fprintf(&m.b, "%ssubgraph g%d[\"%s\"]\n", indent, id, mermaidEscape(m.d.Groups[id].Label))
	for _, n := range m.members[id] {
		m.node(&m.d.Nodes[n], indent+"  ")
	}
	for _, child := range m.children[id] {
		m.group(child, indent+"  ")
	}
	fmt.Fprintf(&m.b, "%send\n", indent)
}

func (m *mermaidWriter) node(n *Node, indent string) {
	lines := m.d.lines(n)
	for i := range lines {
		lines[i] = mermaidEscape(lines[i])
	}
	left, right := mermaidShape(n.Kind)
	fmt.Fprintf(&m.b, `%sn%d%s"%s"%s`, indent, n.ID, left, strings.Join(lines, "<br/>"), right)
	switch worst := m.d.worst(n); {
	case worst != "":
		fmt.Fprintf(&m.b, ":::%s", worst)
	case n.Outside || n.Kind == graph.Entry:
		m.b.WriteString(":::outside")
	}
	m.b.WriteString("\n")
}

func mermaidShape(k graph.NodeKind) (left, right string) {
	switch k {
	case graph.Entry:
		return "([", "])"
	case graph.Channel:
		return "[(", ")]"
	case graph.Function, graph.Workload:
		return "[[", "]]"
	case graph.Identity:
		return "{{", "}}"
	case Trigger:
		return "(", ")"
	default:
		return "[", "]"
	}
}

func (m *mermaidWriter) edge(e *Edge) {
	arrow := "-->"
	if !e.Certain {
		arrow = "-.->"
	}
	label := mermaidEscape(e.kinds())
	if label != "" {
		label = `|"` + label + `"|`
	}
	fmt.Fprintf(&m.b, "  n%d %s%s n%d\n", e.From, arrow, label, e.To)
}

// mermaidEscape writes all but plain characters as Mermaid's numeric entities: its quotes, brackets and words have
// meanings that differ from place to place.
func mermaidEscape(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune(" _.,/:+=@-", r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}

// mermaidModules draws each outermost module as one node.
func mermaidModules(d *Drawing) []byte {
	c := d.condense()
	var b bytes.Buffer
	b.WriteString(mermaidHead)
	b.WriteString("  %% too large for Mermaid: each module is one node; the html format shows all\n")
	shown := map[int]bool{}
	for _, m := range c.modules {
		line := fmt.Sprintf("  m%d[\"%s\"]%s\n", m.id, mermaidEscape(m.label)+"<br/>"+mermaidEscape(m.text), m.class())
		if b.Len()+len(line) > mermaidText/2 {
			break
		}
		b.WriteString(line)
		shown[m.id] = true
	}
	edges := 0
	for _, e := range c.edges {
		if shown[e[0]] && shown[e[1]] && edges < mermaidEdges && b.Len() < mermaidText-len("  m000000 --> m000000\n") {
			fmt.Fprintf(&b, "  m%d --> m%d\n", e[0], e[1])
			edges++
		}
	}
	return b.Bytes()
}

// condensed is a drawing with a node for each outermost module and for each who is outside.
type condensed struct {
	modules []module
	edges   [][2]int
}

type module struct {
	id          int
	label, text string
	worst       finding.Severity
	outside     bool
}

func (m *module) class() string {
	switch {
	case m.worst != "":
		return ":::" + string(m.worst)
	case m.outside:
		return ":::outside"
	default:
		return ""
	}
}
