package graph

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

const (
	// manyObjects are more than a policy lists one by one: of so many, a few that it certainly opens stand for all.
	manyObjects = 16
	enough      = 3
	// tries bounds the search for them, where the answer is that it can't be told, each time.
	tries = 12
)

// identities adds what those identities may do that an attacker can come to act as: of functions and guests, and of
// roles that these may act as in turn.
func (b *builder) identities() {
	b.rankAll()
	todo := b.used()
	done := map[*Node]bool{}
	for ; len(todo) > 0; todo = todo[1:] {
		n := todo[0]
		id, ok := n.Object.(*model.Identity)
		if !ok || done[n] {
			continue
		}
		done[n] = true
		b.privileges(n, id)
		if id.Reach != nil {
			todo = append(todo, b.deeds(n, id)...)
		}
	}
}

// used gives the nodes of identities that functions or guests act as, or that anyone may.
func (b *builder) used() []*Node {
	var nodes []*Node
	for _, n := range b.g.Nodes {
		for _, e := range n.Out {
			if e.Kind == RunsAs && n.Kind == Function || e.Kind == ActsAs || e.Kind == MayAssume {
				nodes = append(nodes, e.To)
			}
		}
	}
	return nodes
}

// deed is an ability, and the edge that it makes.
type deed struct {
	ability model.Ability
	kind    EdgeKind
}

func allDeeds() []deed {
	return []deed{
		{model.Publish, MayPublish},
		{model.Invoke, MayInvoke},
		{model.UpdateCode, MayWriteCode},
		{model.Assume, MayAssume},
	}
}

// deeds adds an edge for what an identity may do with objects of the plan, and gives the identities it may act as.
func (b *builder) deeds(from *Node, id *model.Identity) []*Node {
	var assumed []*Node
	for _, d := range allDeeds() {
		if d.ability == model.Assume && !b.aims.assume {
			continue
		}
		asker := asker{builder: b, from: from, id: id, deed: d, asked: map[model.Object]bool{}}
		reach := id.Reach(d.ability)
		for _, list := range reach.Named {
			asker.ask(b.worthAsking(list, d.ability), false)
		}
		for _, set := range reach.All {
			asker.ask(b.worthAsking(set.Objects, d.ability), true)
		}
		assumed = append(assumed, asker.assumed...)
	}
	return assumed
}

// asker asks one identity about one ability.
type asker struct {
	*builder
	from    *Node
	id      *model.Identity
	deed    deed
	asked   map[model.Object]bool
	assumed []*Node
}

// ask asks about objects of a list, of many only until enough are found.
func (a *asker) ask(list []model.Object, wide bool) {
	found, left := 0, len(list)
	if wide || len(list) > manyObjects {
		left = tries
	}
	for _, o := range list {
		if a.asked[o] {
			continue
		}
		if left == 0 || found == enough && (wide || len(list) > manyObjects) {
			return
		}
		left--
		a.asked[o] = true
		if a.object(o) {
			found++
		}
	}
}

// object adds the edge to one object, and tells whether it is certain.
func (a *asker) object(o model.Object) bool {
	if o == model.Object(a.id) {
		return false
	}
	answer := a.id.May(a.deed.ability, o)
	if role, ok := o.(*model.Identity); ok {
		answer.Allowed = answer.Allowed.And(a.trusts(role))
		if !model.Never(answer.Allowed) {
			a.assumed = append(a.assumed, a.node(role))
		}
	}
	c, _ := o.(*model.Channel)
	if c != nil && !model.Certainly(answer.Allowed) && len(a.aims.keys[c]) > 0 {
		return a.keys(c)
	}
	a.add(a.node(o), a.deed.kind, answer)
	if code := a.g.index[key{o, codePart}]; code != nil {
		a.add(code, MayWriteCode, answer)
	}
	return model.Certainly(answer.Allowed)
}

// keys asks about the keys of a bucket that start something, where not all may be written.
func (a *asker) keys(c *model.Channel) bool {
	found := false
	for _, pattern := range a.aims.keys[c] {
		answer := a.id.May(a.deed.ability, &model.KeyRange{Channel: c, Pattern: pattern})
		a.add(a.part(c, "keys "+pattern), a.deed.kind, answer)
		found = found || model.Certainly(answer.Allowed)
	}
	return found
}

func (a *asker) add(to *Node, kind EdgeKind, answer model.Answer) {
	a.edge(Edge{
		From: a.from, To: to, Kind: kind, Place: answer.Place, Note: "may " + answer.Note, Certain: answer.Allowed,
		Wide: answer.Wide || strings.HasSuffix(answer.Note, " on *"),
	})
}

// trusts tells whether a role's trust policy lets the identity act as it. An account stands for all of its identities
// whose policies allow it, so that the account's own is as good as their names.
func (a *asker) trusts(role *model.Identity) model.Truth {
	if role.ByPermission {
		return model.True()
	}
	trusted := model.False()
	for _, g := range role.Trust {
		if !g.Can(model.Assume) {
			continue
		}
		named := model.False()
		switch g.Principal.Kind {
		case model.IdentityHolder:
			named = model.Of(slices.Contains(a.named(g.Principal), a.id))
		case model.AccountPrincipal:
			named = a.ownAccount(g.Principal.Account)
		case model.Anyone, model.AnyAccount:
			named = model.True()
		case model.UnknownPrincipal:
			named = model.Undecided(g.Principal.Why)
		default:
		}
		trusted = trusted.Or(named.And(g.Certain, a.callerMatches(g)))
	}
	if role.TrustWhy != "" {
		trusted = trusted.Or(model.Undecided(role.TrustWhy))
	}
	return trusted
}

// ownAccount tells whether an account is the plan's. One that is written as a reference is: other accounts are
// written out.
func (a *asker) ownAccount(account string) model.Truth {
	if account == "" {
		return model.True()
	}
	return model.Equals(a.sys.Account, account)
}

// callerMatches tells whether the conditions of a trust policy on who calls, and from where, let the identity in.
func (a *asker) callerMatches(g *model.Grant) model.Truth {
	free := g.LimitedBy(model.Network, model.SourceResource, model.SourceAccount).Not()
	if model.Never(free) {
		return model.Undecided("a condition of the trust policy may keep it out")
	}
	for _, l := range g.Limits {
		if l.Kind == model.CallerIdentity && !l.Weak {
			free = free.And(l.Values.Match(a.isOneOf).Or(model.Of(!model.Certainly(l.Values.IsSet()))))
		}
	}
	return free
}

func (a *asker) isOneOf(callers []string) bool {
	name, _ := a.id.Name.Get()
	return slices.ContainsFunc(callers, func(text string) bool {
		return a.holders[text] == a.id || strings.Contains(text, "*") || name != "" && strings.HasSuffix(text, "/"+name)
	})
}

// privileges adds what makes an identity worth an attack.
func (b *builder) privileges(from *Node, id *model.Identity) {
	for _, p := range id.AllPowers() {
		if label := worth(p); label != "" {
			b.edge(Edge{
				From: from, To: b.privilege(id, label, p.Within), Kind: Holds, Place: p.Place, Note: p.Note, Certain: p.Certain,
			})
		}
	}
	if id.Incomplete == "" {
		return
	}
	for _, label := range []string{Administrator, EverySecret} {
		b.edge(Edge{
			From: from, To: b.privilege(id, label, ""), Kind: Holds, Place: id.Place(), Note: "what is not known yet",
			Certain: model.Undecided(id.Incomplete),
		})
	}
}

// privilege gives the node of a goal that an identity reaches, in its whole realm or within a part of it.
func (b *builder) privilege(id *model.Identity, goal, within string) *Node {
	if within == "" {
		within = id.Cloud.Realm()
	}
	n := b.part(id, "privilege "+goal+" "+within)
	n.Kind, n.Goal, n.Label = Privilege, goal, called(goal, within)
	return n
}

// worth tells what a power makes of the identity, "" for nothing that an attacker would come for. A policy that the
// cloud made for one service's role is how that service works.
func worth(p *model.Power) string {
	switch {
	case p.Limited || model.Never(p.Certain):
		return ""
	case p.Narrow && p.Kind != model.Escalation:
		return "" // one resource
	case p.Kind == model.Admin, p.Kind == model.Escalation:
		return Administrator
	case p.Kind == model.BroadSecrets && !decryptsOnly(p):
		return EverySecret
	case p.Kind == model.AnyResource && !p.Prescribed && readsStores(p):
		return EveryStore
	default:
		return ""
	}
}

// decryptsOnly tells the use of keys alone, with which one still needs what was encrypted.
func decryptsOnly(p *model.Power) bool {
	return !slices.ContainsFunc(p.Actions, func(action string) bool {
		action = strings.ToLower(action)
		return !strings.HasPrefix(action, "kms:") && !strings.HasPrefix(action, "cloudkms.") &&
			!strings.HasPrefix(action, "microsoft.keyvault/vaults/keys/")
	})
}

// readsStores tells whether a power on everything takes in the content of buckets or tables.
func readsStores(p *model.Power) bool {
	return slices.ContainsFunc(p.Actions, func(pattern string) bool {
		pattern = strings.ToLower(pattern)
		if slices.ContainsFunc(azureReading(), func(end string) bool { return strings.HasSuffix(pattern, end) }) {
			return true
		}
		for _, action := range reading() {
			if matches(pattern, action) {
				return true
			}
		}
		return false
	})
}

// reading are the actions that hand out the content of buckets and tables, in the words of AWS and Google.
func reading() []string {
	return []string{
		"s3:getobject", "dynamodb:scan", "dynamodb:query", "dynamodb:getitem",
		"storage.objects.get", "bigquery.tables.getdata", "spanner.databases.select", "bigtable.tables.readrows",
	}
}

// azureReading are the ends of Azure's actions that do so, or that give the keys for it.
func azureReading() []string {
	return []string{"/listkeys/action", "/blobs/read", "/entities/read", "/items/read", "/files/read", "/keyvalues/read"}
}

// matches tells whether a pattern of actions, in lower case, covers an action; * stands for any text.
func matches(pattern, action string) bool {
	first, rest, wild := strings.Cut(pattern, "*")
	if !wild {
		return pattern == action
	}
	if !strings.HasPrefix(action, first) {
		return false
	}
	for i := len(first); i <= len(action); i++ {
		if matches(rest, action[i:]) {
			return true
		}
	}
	return false
}
