package graph

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// builder makes the graph of one system.
type builder struct {
	g       *Graph
	sys     *model.System
	holders map[string]*model.Identity // identities by how policies name them
	aims    aims
}

func build(s *model.System) *Graph {
	size := len(s.Functions) + len(s.Channels) + len(s.Endpoints) + len(s.APIs) + len(s.Workloads) + len(s.Identities)
	b := &builder{
		g:   &Graph{index: make(map[key]*Node, size), Nodes: make([]*Node, 0, size)},
		sys: s, holders: holders(s.Identities), aims: newAims(s),
	}
	b.events()
	b.code()
	b.structure()
	b.outsiders()
	b.identities()
	b.g.settle()
	return b.g
}

// holders indexes identities by what stands for them in principals: their ARN or email, or in a reference their address.
func holders(ids []*model.Identity) map[string]*model.Identity {
	byText := make(map[string]*model.Identity, len(ids))
	for _, id := range ids {
		byText[id.Address] = id
		if arn, ok := id.ID.Get(); ok && arn != "" {
			byText[arn] = id
			if id.Kind == model.ServiceAccount {
				byText["serviceAccount:"+arn] = id
			}
		}
	}
	return byText
}

// node gives the node of an object.
func (b *builder) node(o model.Object) *Node { return b.part(o, "") }

// part gives the node of an object as it is seen from one side, or of a part of it.
func (b *builder) part(o model.Object, part string) *Node {
	k := key{o, part}
	n, ok := b.g.index[k]
	if !ok {
		n = &Node{Kind: kindOf(o), Label: labelOf(o), Object: o, id: len(b.g.Nodes), part: part}
		b.g.index[k] = n
		b.g.Nodes = append(b.g.Nodes, n)
	}
	return n
}

// labelOf tells an identity of a function's own from the function itself, at whose address it stands.
func labelOf(o model.Object) string {
	if id, ok := o.(*model.Identity); ok && id.Own {
		return "identity of " + id.Address
	}
	return o.Base().Address
}

// outside gives the node of an entry.
func (b *builder) outside(label string) *Node {
	k := key{part: label}
	n, ok := b.g.index[k]
	if !ok {
		n = &Node{Kind: Entry, Label: label, Stranger: stranger(label), id: len(b.g.Nodes)}
		b.g.index[k] = n
		b.g.Nodes = append(b.g.Nodes, n)
		b.g.Outside = append(b.g.Outside, n)
	}
	return n
}

// stranger tells the entries that anybody can take.
func stranger(label string) bool {
	return label == Internet || slices.ContainsFunc(model.Clouds(), func(c model.Cloud) bool { return label == AnyAccountOf(c) })
}

func kindOf(o model.Object) NodeKind {
	switch o.(type) {
	case *model.Function:
		return Function
	case *model.Endpoint:
		return Endpoint
	case *model.API:
		return API
	case *model.Workload:
		return Workload
	case *model.Identity:
		return Identity
	case *model.GuestPool:
		return Guests
	default:
		return storeKind(o)
	}
}

func storeKind(o model.Object) NodeKind {
	switch o.(type) {
	case *model.Secret:
		return Secret
	case *model.Key:
		return Key
	case *model.Layer:
		return Layer
	case *model.Subnet:
		return Subnet
	case *model.LogGroup:
		return LogGroup
	default:
		return Channel
	}
}

// edge adds an edge, unless it certainly is none.
func (b *builder) edge(e Edge) {
	if !model.Never(e.Certain) && e.From != e.To {
		e.From.Out = append(e.From.Out, &e)
	}
}

// follow adds an edge for each object that a link may lead to.
func follow[T model.Object](b *builder, from *Node, kind EdgeKind, l model.Link[T], note string, on model.Truth) {
	for _, to := range l.To {
		b.edge(Edge{From: from, To: b.node(to), Kind: kind, Place: l.Place, Note: note, Certain: l.ToOne().And(on)})
	}
}
