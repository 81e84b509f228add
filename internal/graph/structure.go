package graph

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// code adds where functions take their code from.
func (b *builder) code() {
	for _, f := range b.sys.Functions {
		to := b.node(f)
		for _, c := range f.Code.To {
			b.edge(Edge{
				From: b.codeIn(c), To: to, Kind: ReadsCodeFrom, Place: f.Code.Place, Note: "holds the code of", Certain: f.Code.ToOne(),
			})
		}
		for _, l := range f.Layers {
			for _, layer := range l.To {
				b.edge(Edge{
					From: b.node(layer), To: to, Kind: ReadsCodeFrom, Place: l.Place, Note: "is a layer of", Certain: l.ToOne(),
				})
			}
		}
	}
}

// codeIn gives the part of a bucket or repository that functions take their code from. Who may write to the whole may
// write there, but an event of the store is something else.
func (b *builder) codeIn(c *model.Channel) *Node {
	n := b.part(c, codePart)
	if !n.Code {
		n.Code = true
		b.edge(Edge{From: b.node(c), To: n, Kind: Contains, Place: c.Place(), Certain: model.True()})
	}
	return n
}

const codePart = "code"

// structure adds what things run as, stand in and are protected by.
func (b *builder) structure() {
	for _, f := range b.sys.Functions {
		from := b.node(f)
		follow(b, from, RunsAs, f.Identity, "runs as", model.True())
		for _, l := range f.MoreIdentities {
			follow(b, from, RunsAs, l, "runs as", model.True())
		}
		follow(b, from, EncryptedBy, f.EnvKey, "is encrypted by", model.True())
		for _, l := range f.Subnets {
			follow(b, from, InSubnet, l, "stands in", model.True())
		}
	}
	for _, w := range b.sys.Workloads {
		follow(b, b.node(w), RunsAs, w.Identity, "runs as", model.True())
	}
	for _, c := range b.sys.Channels {
		follow(b, b.node(c), EncryptedBy, c.Encryption.Key, "is encrypted by", model.True())
		for _, outer := range c.In.To { // who may write to the account may write to all that stands in it
			b.edge(Edge{From: b.node(outer), To: b.node(c), Kind: Contains, Place: c.In.Place, Certain: c.In.ToOne()})
		}
	}
	for _, s := range b.sys.Secrets {
		follow(b, b.node(s), EncryptedBy, s.Encryption.Key, "is encrypted by", model.True())
	}
	b.logs()
}

// logs adds the log groups of functions, and the keys that encrypt them.
func (b *builder) logs() {
	keys := map[string]model.Link[*model.Key]{}
	for _, e := range b.sys.Encrypted {
		if len(e.Encryption.Key.To) > 0 {
			keys[e.Address] = e.Encryption.Key
		}
	}
	for _, f := range b.sys.Functions {
		follow(b, b.node(f), WritesLogsTo, f.Logs.Group, "logs to", model.True())
		for _, group := range f.Logs.Group.To {
			follow(b, b.node(group), EncryptedBy, keys[group.Address], "is encrypted by", model.True())
		}
	}
}
