// Package view turns a graph and the findings on it into a drawing: nodes in columns, from who is outside to what an
// identity may do, grouped by module, with routes for the edges. Each format writes the same drawing.
package view

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// SchemaVersion is the version of the JSON form. It changes only when a reader of the old form could misread the new
// one.
const SchemaVersion = "1.0"

// Trigger is a kind of node that the graph has no nodes of: there a trigger is what makes an edge.
const Trigger graph.NodeKind = "trigger"

// Drawing is what all formats show. Ids are positions in its lists; no list is null. Coordinates are pixels with
// every group unfolded, to the right and down.
type Drawing struct {
	SchemaVersion string       `json:"schema_version"`
	Tool          finding.Tool `json:"tool"`
	Plan          string       `json:"plan"`
	Summary       Summary      `json:"summary"`
	Width         int          `json:"width"`
	Height        int          `json:"height"`
	Columns       []Column     `json:"columns"`
	Groups        []Group      `json:"groups"` // parents before children; 0 is who is outside
	Nodes         []Node       `json:"nodes"`
	Edges         []Edge       `json:"edges"`
	Findings      []Finding    `json:"findings"`
	Paths         []Path       `json:"paths"`
	Unplaced      []int        `json:"unplaced"` // findings that are about nothing that is drawn
}

// Summary counts what is drawn.
type Summary struct {
	Functions  int                      `json:"functions"`
	Nodes      int                      `json:"nodes"`
	Edges      int                      `json:"edges"`
	Paths      int                      `json:"paths"`
	Unknown    int                      `json:"unknown"`
	BySeverity map[finding.Severity]int `json:"by_severity"`
}

// Column is one step of the flow.
type Column struct {
	Title string `json:"title"` // "" for a further step of the same kind
	X     int    `json:"x"`
	Width int    `json:"width"`

	stage, step int
}

// Group is a module, or within a large one a part that hangs together. It is a frame around its nodes and groups.
type Group struct {
	ID      int    `json:"id"`
	Parent  int    `json:"parent"` // -1 for the outermost ones
	Label   string `json:"label"`
	Address string `json:"address"` // of the module; "" for the root module
	Kind    string `json:"kind"`    // outside, module or part
	Y       int    `json:"y"`
	Height  int    `json:"height"`
	Band    int    `json:"band"`  // height of its own nodes, with the heading; its groups follow
	Depth   int    `json:"depth"` // how many frames are around it

	worst int // rank of its worst finding
}

// The kinds of groups.
const (
	outsideGroup = "outside"
	moduleGroup  = "module"
	partGroup    = "part"
)

// Node is one object of the plan, one who is outside, or one privilege.
type Node struct {
	ID       int            `json:"id"`
	Kind     graph.NodeKind `json:"kind"`
	Name     string         `json:"name"`
	Address  string         `json:"address"` // "" for entries and privileges
	Local    string         `json:"local"`   // the address within its module
	Outside  bool           `json:"outside"` // not part of the plan
	Group    int            `json:"group"`
	Column   int            `json:"column"`
	X        int            `json:"x"`
	Y        int            `json:"y"`
	Width    int            `json:"width"`
	Height   int            `json:"height"`
	Place    *Place         `json:"place"` // null without HCL
	Related  []Related      `json:"related"`
	Findings []int          `json:"findings"` // worst first
}

// Place is where something stands in HCL.
type Place struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// Related is something that belongs to a node and is not drawn: a log group, a key, a subnet.
type Related struct {
	Relation string         `json:"relation"`
	Kind     graph.NodeKind `json:"kind"`
	Address  string         `json:"address"`
}

// Edge joins two nodes. Several facts between the same two are one edge.
type Edge struct {
	ID      int      `json:"id"`
	From    int      `json:"from"`
	To      int      `json:"to"`
	Facts   []Fact   `json:"facts"`
	Certain bool     `json:"certain"` // whether one of the facts is
	Wide    bool     `json:"wide"`    // only permissions on everything
	Crosses bool     `json:"crosses"` // lets in who is outside
	Back    bool     `json:"back"`    // leads against the flow
	Points  [][2]int `json:"points"`  // the first belongs to the group of From, all others to the group of To
}

// Fact is one reason for an edge.
type Fact struct {
	Kind      graph.EdgeKind `json:"kind"`
	Note      string         `json:"note"`
	Certain   bool           `json:"certain"`
	Why       string         `json:"why"` // why it is not certain
	Address   string         `json:"address"`
	Attribute string         `json:"attribute"`
	Place     *Place         `json:"place"`
}

// Finding is what the page tells of a finding.
type Finding struct {
	ID          int              `json:"id"`
	Rule        string           `json:"rule"`
	Name        string           `json:"name"`
	Title       string           `json:"title"`
	Severity    finding.Severity `json:"severity"`
	Verdict     finding.Verdict  `json:"verdict"`
	Address     string           `json:"address"`
	Attribute   string           `json:"attribute"`
	Message     string           `json:"message"`
	Reason      string           `json:"reason"`
	Remediation string           `json:"remediation"`
	Place       *Place           `json:"place"`
	Nodes       []int            `json:"nodes"`
	Fingerprint string           `json:"fingerprint"`
}

// Path is an attack path, hop by hop.
type Path struct {
	Finding int   `json:"finding"`
	Hops    []Hop `json:"hops"`
	Nodes   []int `json:"nodes"` // in order; what is not drawn is left out
	Edges   []int `json:"edges"`
}

// Hop is one step of a path. From and To are nodes, -1 for what is not drawn.
type Hop struct {
	From      int    `json:"from"`
	To        int    `json:"to"`
	FromText  string `json:"from_text"`
	ToText    string `json:"to_text"`
	Label     string `json:"label"`
	Address   string `json:"address"`
	Attribute string `json:"attribute"`
	Place     *Place `json:"place"`
	Edges     []int  `json:"edges"` // two for a trigger, whose node stands between
}

// Input is what to draw.
type Input struct {
	System   *model.System
	Graph    *graph.Graph
	Findings []finding.Finding // in the order of reports
	// Locate finds places in HCL; nil for none.
	Locate func(address, attribute string) (finding.Location, bool)
	Tool   finding.Tool
	Plan   string
}

// Draw makes the drawing.
func Draw(in Input) *Drawing {
	s := newSketch(in)
	s.objects()
	s.connections()
	s.loneTriggers()
	s.sortEdges()
	s.findings()
	s.paths()
	s.tidy()
	s.stages()
	s.group()
	s.layOut()
	s.route()
	s.count()
	return s.d
}

func (s *sketch) count() {
	sum := Summary{Nodes: len(s.d.Nodes), Edges: len(s.d.Edges), Paths: len(s.d.Paths), BySeverity: map[finding.Severity]int{}}
	for _, sev := range finding.Severities() {
		sum.BySeverity[sev] = 0
	}
	for i := range s.d.Nodes {
		if s.d.Nodes[i].Kind == graph.Function {
			sum.Functions++
		}
	}
	for i := range s.d.Findings {
		if f := &s.d.Findings[i]; f.Verdict == finding.Unknown {
			sum.Unknown++
		} else {
			sum.BySeverity[f.Severity]++
		}
	}
	s.d.Summary = sum
}
