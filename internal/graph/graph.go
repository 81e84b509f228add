// Package graph makes the nodes and edges of the model explicit: who may reach what, what an event starts, what runs as
// whom, and what that identity may do. Each edge carries the place that makes it and how certain it is, so that a way
// through the graph can be shown hop by hop, and is as certain as its weakest edge.
//
// Edges point in the direction in which events, or an attacker, move on: from a bucket to the function that reads its
// code from it, from an identity to what it may change.
package graph

import (
	"cmp"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// NodeKind is the kind of a Node.
type NodeKind string

// The kinds of nodes.
const (
	Entry     NodeKind = "entry" // who is outside: the internet, any account, one foreign account
	Guests    NodeKind = "guests"
	Endpoint  NodeKind = "endpoint"
	API       NodeKind = "api"
	Channel   NodeKind = "channel"
	Function  NodeKind = "function"
	Workload  NodeKind = "workload"
	Identity  NodeKind = "identity"
	Layer     NodeKind = "layer"
	Secret    NodeKind = "secret"
	Key       NodeKind = "key"
	LogGroup  NodeKind = "log group"
	Subnet    NodeKind = "subnet"
	Privilege NodeKind = "privilege" // what an identity may do that is worth an attack
)

// The labels of entries of strangers and of those who got hold of a key, and the goals that privileges are, which are also what they are called on AWS.
const (
	Internet      = "internet"
	KeyHolder     = "whoever has a key"
	AnyAccount    = "any AWS account"
	Administrator = "administrator of the account"
	EverySecret   = "every secret of the account"
	EveryStore    = "every data store of the account"
)

// AnyAccountOf is the entry of whoever has an account of a cloud.
func AnyAccountOf(c model.Cloud) string {
	switch c {
	case model.Azure:
		return "any Azure account"
	case model.Google:
		return "any Google account"
	default:
		return AnyAccount
	}
}

// called is what a goal is called in a realm: that of a cloud, or a part of it.
func called(goal, realm string) string { return strings.TrimSuffix(goal, model.AWS.Realm()) + realm }

// EdgeKind is the kind of an Edge.
type EdgeKind string

// The kinds of edges.
const (
	Enters        EdgeKind = "enters" // an outsider gets in at an endpoint, or as a guest
	Admits        EdgeKind = "admits" // a resource policy lets an outsider in
	MayInvoke     EdgeKind = "may invoke"
	MayPublish    EdgeKind = "may publish"
	MayAssume     EdgeKind = "may assume"
	MayWriteCode  EdgeKind = "may write code"
	Invokes       EdgeKind = "invokes"  // an endpoint or workload passes requests on
	Triggers      EdgeKind = "triggers" // a channel passes events on
	RunsAs        EdgeKind = "runs as"
	ActsAs        EdgeKind = "acts as" // guests
	Holds         EdgeKind = "holds"   // an identity has a privilege
	ReadsCodeFrom EdgeKind = "reads code from"
	WritesLogsTo  EdgeKind = "writes logs to"
	EncryptedBy   EdgeKind = "encrypted by"
	DeadLettersTo EdgeKind = "dead-letters to"
	InSubnet      EdgeKind = "in subnet"
	FrontedBy     EdgeKind = "fronted by" // from a CDN to what it passes requests on to
	Contains      EdgeKind = "contains"   // a channel and a part of it: nothing to show
)

// Node is one end of edges. Of an object there can be several: a bus as it is open to one account, a bucket's keys with
// one prefix, a role as guests act as it.
type Node struct {
	Kind   NodeKind
	Label  string       // the address, or what an entry or privilege is called
	Object model.Object // nil for entries; of a privilege the identity that has it
	Out    []*Edge
	Guest  bool // an identity as guests act as it: what it may do, they do by themselves
	Code   bool // the code in a bucket or repository
	// Stranger is true for an entry that anybody can take.
	Stranger bool
	Goal     string // of a privilege: Administrator, EverySecret or EveryStore, on any cloud

	id   int
	part string
}

// Edge leads from one node to another.
type Edge struct {
	From, To *Node
	Kind     EdgeKind
	Place    model.Place // what makes the edge
	Note     string      // what stands there, in words: "s3:PutObject on *"
	Certain  model.Truth
	// Wide is true for a permission on everything, of which it can't be said that this object was meant.
	Wide bool
	// Picks is true where a filter stands, which lets only some events on.
	Picks bool
}

// Graph is the system as nodes and edges.
type Graph struct {
	Nodes []*Node
	// Outside are the entries.
	Outside []*Node

	index map[key]*Node
}

// key tells nodes apart. part is "" for the object as such.
type key struct {
	object model.Object
	part   string
}

// Of gives the graph of a system. It is built on first use and kept with the system.
func Of(s *model.System) *Graph { return model.Memo(s, build) }

// Node gives the node of an object; nil when the graph has none.
func (g *Graph) Node(o model.Object) *Node { return g.index[key{object: o}] }

// Edges counts the edges.
func (g *Graph) Edges() int {
	n := 0
	for _, node := range g.Nodes {
		n += len(node.Out)
	}
	return n
}

// settle brings nodes and edges into an order that does not depend on that of the plan, and drops edges that say the
// same.
func (g *Graph) settle() {
	slices.SortStableFunc(g.Nodes, compareNodes)
	for i, n := range g.Nodes {
		n.id = i
	}
	for _, n := range g.Nodes {
		slices.SortStableFunc(n.Out, compareEdges)
		n.Out = slices.CompactFunc(n.Out, func(a, b *Edge) bool { return compareEdges(a, b) == 0 && a.Certain == b.Certain })
	}
}

func compareNodes(a, b *Node) int {
	return cmp.Or(
		cmp.Compare(a.Label, b.Label), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.address(), b.address()), cmp.Compare(a.part, b.part),
	)
}

// address is that of the node's object; "" for entries, which have none.
func (n *Node) address() string {
	if n.Object == nil {
		return ""
	}
	return n.Object.Base().Address
}

func compareEdges(a, b *Edge) int {
	return cmp.Or(
		cmp.Compare(a.To.id, b.To.id), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Place.Address(), b.Place.Address()),
		cmp.Compare(a.Place.Attribute(), b.Place.Attribute()), cmp.Compare(a.Note, b.Note),
	)
}
