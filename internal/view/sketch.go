package view

import (
	"cmp"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// sketch is a drawing in the making.
type sketch struct {
	in Input
	d  *Drawing

	nodes     map[shown]int       // drawn nodes of objects, entries and privileges
	triggers  map[string]int      // of triggers, by address
	byAddress map[string]int      // the node that an address stands for
	about     map[string][]int    // nodes that other resources say something of, by the resources' address
	edges     map[[2]int]int      // drawn edges by their ends
	ways      map[hopKey][]int    // drawn edges by the hop of a path
	byLabel   map[string][]int    // nodes by the label that paths call them
	out, into [][]int             // drawn edges by node
	lanes     map[laneKey][]*item // where edges pass columns
}

// shown tells drawn nodes apart. Parts of an object are drawn as the object.
type shown struct {
	object model.Object
	label  string // of entries and privileges
	guest  bool
}

type hopKey struct {
	from, to int
	address  string
}

func newSketch(in Input) *sketch {
	return &sketch{
		in: in,
		d: &Drawing{
			SchemaVersion: SchemaVersion, Tool: in.Tool, Plan: clean(in.Plan), Columns: []Column{}, Groups: []Group{},
			Nodes: []Node{}, Edges: []Edge{}, Findings: []Finding{}, Paths: []Path{}, Unplaced: []int{},
		},
		nodes: map[shown]int{}, triggers: map[string]int{}, byAddress: map[string]int{}, about: map[string][]int{},
		edges: map[[2]int]int{}, ways: map[hopKey][]int{}, byLabel: map[string][]int{}, lanes: map[laneKey][]*item{},
	}
}

// supports tells kinds that are told of a node and not drawn: they take no part in the flow.
func supports(k graph.NodeKind) bool {
	return k == graph.Key || k == graph.LogGroup || k == graph.Subnet
}

func keyOf(n *graph.Node) shown {
	switch n.Kind {
	case graph.Entry, graph.Privilege:
		return shown{n.Object, n.Label, false}
	default:
		return shown{n.Object, "", n.Guest}
	}
}

// objects adds a node for each object that takes part in the flow. tidy drops those that turn out to have no part in
// it.
func (s *sketch) objects() {
	for _, n := range s.in.Graph.Nodes {
		k := keyOf(n)
		if _, ok := s.nodes[k]; ok || supports(n.Kind) {
			continue
		}
		s.nodes[k] = s.object(n)
		if n.Kind != graph.Privilege {
			s.policies(n.Object, s.nodes[k])
		}
	}
}

func (s *sketch) object(n *graph.Node) int {
	node := Node{Kind: n.Kind, Name: clean(n.Label)}
	if n.Object != nil && n.Kind != graph.Privilege {
		head := n.Object.Base()
		node.Address = head.Address
		node.Name = nameOf(n)
		node.Outside = !head.Managed || outside(n.Object)
	}
	id := s.add(node)
	s.byLabel[n.Label] = append(s.byLabel[n.Label], id)
	return id
}

// add adds a node, with what follows of its address.
func (s *sketch) add(n Node) int {
	n.ID = len(s.d.Nodes)
	n.Related, n.Findings = []Related{}, []int{}
	if n.Address != "" {
		_, local := split(n.Address)
		n.Local = clean(local)
		n.Place = s.locate(n.Address, "")
		if first, ok := s.byAddress[n.Address]; !ok || n.Kind == graph.Function && s.d.Nodes[first].Kind != graph.Function {
			s.byAddress[n.Address] = n.ID // the function, before the endpoint and the identity that it brings along
		}
		n.Address = clean(n.Address)
	}
	s.d.Nodes = append(s.d.Nodes, n)
	return n.ID
}

// nameOf gives what people call an object: its name in the cloud, the request it answers, else its name in HCL.
func nameOf(n *graph.Node) string {
	head := n.Object.Base()
	_, local := split(head.Address)
	name := head.Label()
	if e, ok := n.Object.(*model.Endpoint); ok {
		if path, known := e.Path.Get(); known && path != "" && !e.Path.Sensitive() {
			method, _ := e.Method.Get()
			name = strings.TrimSpace(method + " " + path)
		}
	}
	if name == head.Address {
		name = nameIn(local)
	}
	if w, ok := n.Object.(*model.Workload); ok && w.Kind == model.Build {
		name += " (build)" // some functions bring theirs along, under the same name
	}
	if n.Guest {
		name += " (guests)"
	}
	return clean(name)
}

func (s *sketch) locate(address, attribute string) *Place {
	if s.in.Locate == nil || address == "" {
		return nil
	}
	loc, ok := s.in.Locate(address, attribute)
	if !ok {
		return nil
	}
	return placeOf(&loc)
}

func placeOf(loc *finding.Location) *Place {
	if loc == nil {
		return nil
	}
	return &Place{clean(loc.File), loc.Line, loc.Column}
}

// connections adds the edges.
func (s *sketch) connections() {
	for _, n := range s.in.Graph.Nodes {
		for _, e := range n.Out {
			s.connect(e)
		}
	}
}

func (s *sketch) connect(e *graph.Edge) {
	from, ok := s.nodes[keyOf(e.From)]
	if !ok {
		return
	}
	if supports(e.To.Kind) {
		s.relate(from, e)
		return
	}
	to := s.nodes[keyOf(e.To)]
	if from == to {
		return // from a whole to a part of it
	}
	fact := s.fact(e)
	way := []int{}
	if isTrigger(e) {
		t := s.trigger(e.Place.Address())
		way = append(way, s.join(from, t, fact, e), s.join(t, to, fact, e))
	} else {
		way = append(way, s.join(from, to, fact, e))
		s.tell(e, from, to)
	}
	for _, k := range []hopKey{{from, to, e.Place.Address()}, {from, to, ""}} {
		if _, ok := s.ways[k]; !ok {
			s.ways[k] = slices.Clone(way)
		}
	}
}

// isTrigger tells edges that a trigger makes, which is a resource of its own.
func isTrigger(e *graph.Edge) bool {
	at := e.Place
	return e.Kind == graph.Triggers && at.Attribute() == "" && at.Address() != "" && at.Address() != e.From.Label && at.Address() != e.To.Label
}

func (s *sketch) trigger(address string) int {
	id, ok := s.triggers[address]
	if !ok {
		_, local := split(address)
		id = s.add(Node{Kind: Trigger, Name: clean(nameIn(local)), Address: address})
		s.triggers[address] = id
	}
	return id
}

// tell notes whom the resource that makes an edge is about: a policy is about its identity, or what it lets others into.
func (s *sketch) tell(e *graph.Edge, from, to int) {
	about := from
	switch e.Kind {
	case graph.Enters, graph.Admits:
		about = to
	case graph.MayAssume, graph.MayWriteCode:
		if e.From.Kind == graph.Entry {
			about = to
		}
	default:
	}
	s.note(e.Place.Address(), about)
}

func (s *sketch) note(address string, id int) {
	for _, known := range s.about[address] {
		if known == id {
			return
		}
	}
	s.about[address] = append(s.about[address], id)
}

func (s *sketch) relate(from int, e *graph.Edge) {
	n := &s.d.Nodes[from]
	n.Related = append(n.Related, Related{string(e.Kind), e.To.Kind, clean(e.To.Label)})
	s.note(e.To.Label, from)
}

// loneTriggers adds triggers that bring events from where the graph has no node: the clock, or services of the cloud.
func (s *sketch) loneTriggers() {
	triggers := slices.Clone(s.in.System.Triggers)
	slices.SortStableFunc(triggers, func(a, b *model.Trigger) int { return cmp.Compare(a.Address, b.Address) })
	for _, t := range triggers {
		if _, ok := s.triggers[t.Address]; !ok && t.Managed {
			starts(s, t, t.Function)
			starts(s, t, t.Workload)
			starts(s, t, t.Channel)
		}
		if id, ok := s.triggers[t.Address]; ok {
			for _, rule := range t.Rule.To {
				s.note(rule.Address, id)
			}
		}
	}
}

func starts[T model.Object](s *sketch, t *model.Trigger, l model.Link[T]) {
	for _, o := range l.To {
		to, ok := s.nodes[shown{object: o}]
		if !ok {
			continue
		}
		e := &graph.Edge{From: &graph.Node{}, Kind: graph.Triggers, Place: t.Place(), Note: string(t.Kind) + " starts", Certain: l.ToOne()}
		s.join(s.trigger(t.Address), to, s.fact(e), e)
	}
}

func (s *sketch) fact(e *graph.Edge) Fact {
	f := Fact{
		Kind: e.Kind, Note: clean(e.Note), Address: clean(e.Place.Address()), Attribute: clean(e.Place.Attribute()),
		Place: s.locate(e.Place.Address(), e.Place.Attribute()),
	}
	e.Certain.Decide(func() { f.Certain = true }, func() {}, func(why string) { f.Why = clean(why) })
	return f
}

// join adds a fact to the edge between two nodes.
func (s *sketch) join(from, to int, f Fact, e *graph.Edge) int {
	id, ok := s.edges[[2]int{from, to}]
	if !ok {
		id = len(s.d.Edges)
		s.edges[[2]int{from, to}] = id
		s.d.Edges = append(s.d.Edges, Edge{
			ID: id, From: from, To: to, Wide: true, Crosses: e.From.Kind == graph.Entry, Facts: []Fact{}, Points: [][2]int{},
		})
	}
	edge := &s.d.Edges[id]
	for _, known := range edge.Facts {
		if known.Kind == f.Kind && known.Note == f.Note && known.Address == f.Address && known.Attribute == f.Attribute {
			return id
		}
	}
	edge.Facts = append(edge.Facts, f)
	edge.Certain = edge.Certain || f.Certain
	edge.Wide = edge.Wide && e.Wide
	return id
}
