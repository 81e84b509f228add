package graph

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// outsiders adds the ways in: open endpoints, resource policies for strangers and foreign accounts, and guests.
func (b *builder) outsiders() {
	internet := b.outside(Internet)
	for _, e := range b.sys.Endpoints {
		open, note := openEndpoint(e)
		b.edge(Edge{From: internet, To: b.node(e), Kind: Enters, Place: e.Auth.Place, Note: note, Certain: open})
	}
	for _, f := range b.sys.Functions {
		b.functionGrants(f)
	}
	for _, c := range b.sys.Channels {
		b.channelGrants(c)
	}
	for _, l := range b.sys.Layers {
		b.grants(l.Grants, b.node(l), MayWriteCode, model.True(), model.UpdateCode, model.Manage)
	}
	for _, p := range b.sys.GuestPools {
		b.guests(p)
	}
	for _, id := range b.sys.Identities {
		b.grants(id.Trust, b.node(id), MayAssume, model.True(), model.Assume)
	}
}

func (b *builder) functionGrants(f *model.Function) {
	to := b.node(f)
	b.grants(f.Grants, to, Admits, f.Inner().Not().And(byBalancer(f).Not()), model.Invoke)
	b.grants(f.Grants, to, MayWriteCode, model.True(), model.UpdateCode)
}

// byBalancer tells whether all who come from outside come by a load balancer, which is an open endpoint itself.
func byBalancer(f *model.Function) model.Truth {
	e := f.Balancer()
	if e == nil || f.Cloud != model.Google {
		return model.False()
	}
	open, _ := openEndpoint(e)
	return f.OpenNetwork.Not().And(open)
}

func (b *builder) channelGrants(c *model.Channel) {
	b.grants(c.Grants, b.node(c), Admits, c.PublicPoliciesOff.Not(), model.Publish, model.Manage)
	writable := c.PublicACL.Match(func(acl string) bool { return acl == "public-read-write" })
	b.edge(Edge{
		From: b.outside(Internet), To: b.node(c), Kind: Admits, Place: c.PublicACL.Place, Note: "anyone may write objects",
		Certain: writable.And(c.PublicACLsOff.Not()),
	})
	b.keyHolders(c)
	if c.PolicyWhy != "" && !c.Outside {
		b.edge(Edge{
			From: b.outside(AnyAccountOf(c.Cloud)), To: b.comesIn(b.node(c), AnyAccountOf(c.Cloud)), Kind: Admits, Place: c.Policy, Note: "may put events into",
			Certain: model.Undecided(c.PolicyWhy).And(c.PublicPoliciesOff.Not()),
		})
	}
}

// keyHolders adds those who have a key of what can be reached from any network: nothing else keeps them out.
func (b *builder) keyHolders(c *model.Channel) {
	byKey := c.OpenNetwork.And(model.IsTrue(c.LocalAuth))
	if model.Never(byKey) || c.Outside || len(c.In.To) > 0 {
		return
	}
	b.edge(Edge{
		From: b.outside(KeyHolder), To: b.node(c), Kind: Admits, Place: c.LocalAuth.Place, Note: "lets in from any network, by its key",
		Certain: byKey,
	})
}

// grants adds an edge for each grant of one of the abilities: from the outsider it is for, or from the plan's own
// identity that it names.
func (b *builder) grants(gs []*model.Grant, to *Node, kind EdgeKind, open model.Truth, abilities ...model.Ability) {
	for _, g := range gs {
		if !g.Can(abilities...) {
			continue
		}
		if own := b.named(g.Principal); len(own) > 0 {
			if kind != MayAssume && !own[0].ByPermission { // a role is assumed only if both sides say so, and some permissions have one side: see deeds
				b.ownGrant(g, own, to, permission(kind, to))
			}
			continue
		}
		label, certain := b.outsider(g, to.Object.Base().Cloud, open)
		if label == "" {
			continue
		}
		b.edge(Edge{
			From: b.outside(label), To: b.comesIn(to, label), Kind: kind, Place: g.Place, Note: grantNote(g, kind), Certain: certain,
		})
	}
}

func (b *builder) ownGrant(g *model.Grant, own []*model.Identity, to *Node, kind EdgeKind) {
	certain := g.Certain
	if len(own) > 1 {
		certain = certain.And(model.Undecided("the policy may name one of several roles"))
	}
	for _, id := range own {
		b.edge(Edge{From: b.node(id), To: to, Kind: kind, Place: g.Place, Note: grantNote(g, kind), Certain: certain})
	}
}

// permission is what an identity may do where an outsider would be admitted.
func permission(kind EdgeKind, to *Node) EdgeKind {
	switch {
	case kind != Admits:
		return kind
	case to.Kind == Channel:
		return MayPublish
	default:
		return MayInvoke
	}
}

// named gives the plan's own identities that a principal names.
func (b *builder) named(p model.Principal) []*model.Identity {
	if p.Kind != model.IdentityHolder {
		return nil
	}
	var ids []*model.Identity
	for text := range strings.SplitSeq(p.Text, " or ") {
		if id := b.holders[strings.TrimSuffix(strings.TrimPrefix(text, "${"), "}")]; id != nil {
			ids = append(ids, id)
		}
	}
	return ids
}

// outsider gives the outsider that a grant lets in, "" when it is for none.
func (b *builder) outsider(g *model.Grant, cloud model.Cloud, open model.Truth) (label string, certain model.Truth) {
	switch g.Principal.Kind {
	case model.Anyone, model.AnyAccount:
		free := g.Pinned().Or(g.LimitedBy(model.ExternalID)).Not()
		if byURL(g) {
			return Internet, g.Certain.And(free)
		}
		if g.Principal.Kind == model.Anyone && cloud != model.AWS {
			return Internet, g.Certain.And(free, open) // elsewhere than on AWS, requests need not be signed
		}
		return AnyAccountOf(cloud), g.Certain.And(free, open)
	case model.AccountPrincipal, model.IdentityHolder:
		account := g.Principal.Account
		if account == "" {
			return "", model.False() // by reference, so in the plan's own account
		}
		if cloud == model.Google && g.Principal.Kind == model.IdentityHolder {
			return "", model.False() // one service account of one of the many projects that a company has
		}
		return cloud.Boundary() + " " + account, g.Certain.And(model.Equals(b.sys.Account, account).Not())
	case model.UnknownPrincipal:
		return AnyAccountOf(cloud), model.Undecided(g.Principal.Why).And(g.Certain, g.Pinned().Not(), open)
	default:
		return "", model.False()
	}
}

// byURL tells permissions that hold for requests to a function URL that asks for no credentials.
func byURL(g *model.Grant) bool {
	for _, l := range g.Limits {
		if values, ok := l.Values.Get(); ok && l.Kind == model.URLAuth && len(values) == 1 && values[0] == "NONE" {
			return true
		}
	}
	return false
}

// comesIn gives the node at which an outsider comes in: of a bus, the part with the events of that account.
func (b *builder) comesIn(to *Node, label string) *Node {
	c, ok := to.Object.(*model.Channel)
	if !ok || c.Kind != model.Bus {
		return to
	}
	return b.part(c, strings.TrimPrefix(label, c.Cloud.Boundary()+" "))
}

func grantNote(g *model.Grant, kind EdgeKind) string {
	verb := map[EdgeKind]string{
		MayAssume: "may act as", MayWriteCode: "may change the code", MayPublish: "may put events into", MayInvoke: "may invoke",
	}[kind]
	if verb == "" {
		verb = "is let in by the policy"
	}
	const most = 3
	actions := g.Actions[:min(len(g.Actions), most)]
	if len(actions) == 0 {
		return verb
	}
	return verb + ": " + strings.Join(actions, ", ")
}

func (b *builder) guests(p *model.GuestPool) {
	pool := b.node(p)
	b.edge(Edge{
		From: b.outside(Internet), To: pool, Kind: Enters, Place: p.Guests.Place, Note: "gets credentials without a login",
		Certain: model.IsTrue(p.Guests),
	})
	for _, l := range p.GuestIdentity {
		for _, id := range l.To {
			guest := b.part(id, "guest")
			guest.Guest = true
			b.edge(Edge{From: pool, To: guest, Kind: ActsAs, Place: l.Place, Note: "guests act as", Certain: l.ToOne()})
		}
	}
}

// openEndpoint tells whether anyone may call an endpoint, and in what way.
func openEndpoint(e *model.Endpoint) (open model.Truth, note string) {
	switch e.Kind {
	case model.CDN:
		return model.Of(len(e.Fronts) > 0), "asks the CDN"
	case model.FunctionURL:
		return model.Equals(e.Auth, model.NoAuth), "no caller is authenticated"
	case model.LoadBalancer:
		return model.Equals(e.Auth, model.NoAuth).And(e.Private.Not()), "no caller is authenticated"
	case model.HTTPTrigger: // its keys are its own, and not handed to every client
		return model.Equals(e.Auth, model.NoAuth).And(model.IsFalse(e.APIKey), e.OpenToStrangers()), "neither a key nor a login is asked for"
	case model.GraphQL, model.EventChannel:
		byKey := model.Equals(e.Auth, model.APIKeyAuth)
		if model.Certainly(byKey) {
			note = "an API key that every client holds"
			return byKey.And(e.OpenToStrangers()), note
		}
	default:
	}
	return model.Equals(e.Auth, model.NoAuth).And(e.OpenToStrangers()), "no caller is authenticated"
}
