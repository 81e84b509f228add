package graph

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// events adds the ways of requests and events: from endpoints and channels to what they start.
func (b *builder) events() {
	for _, e := range b.sys.Endpoints {
		b.requests(e)
	}
	for _, t := range b.sys.Triggers {
		b.trigger(t)
	}
	for _, w := range b.sys.Workloads {
		for _, l := range w.Calls {
			follow(b, b.node(w), Invokes, l, "calls", model.True())
		}
	}
	for _, c := range b.sys.Channels {
		follow(b, b.node(c), DeadLettersTo, c.DeadLetter, "passes on what fails", model.True())
	}
	for _, f := range b.sys.Functions {
		b.results(f)
	}
}

func (b *builder) requests(e *model.Endpoint) {
	from := b.node(e)
	answered := e.Mock.Not().And(e.Preflight.Not())
	follow(b, from, Invokes, e.Function, "invokes", answered)
	follow(b, from, MayPublish, e.Channel, "passes requests on", answered)
	follow(b, from, Invokes, e.Workload, "starts", answered)
	if e.API != nil {
		calls := model.Equals(e.Auth, model.IAMAuth)
		b.edge(Edge{From: b.node(e.API), To: from, Kind: Contains, Place: e.Auth.Place, Certain: calls})
	}
	for _, behind := range e.Fronts {
		b.edge(Edge{
			From: from, To: b.node(behind), Kind: FrontedBy, Place: e.Place(), Note: "passes requests on", Certain: passes(e, behind),
		})
	}
}

// passes tells whether what a CDN asks for gets past what stands behind it. Of an API each route still checks its
// callers, and an open function URL is one without a CDN, too; what only the CDN may invoke is open through it.
func passes(cdn *model.Endpoint, behind model.Object) model.Truth {
	url, ok := behind.(*model.Endpoint)
	if !ok {
		return model.False()
	}
	f, ok := url.Function.One()
	if !ok {
		return model.False()
	}
	open := model.False()
	for _, g := range f.Grants {
		if g.Can(model.Invoke) && strings.HasPrefix(g.Principal.Text, "cloudfront.") {
			open = open.Or(g.Certain)
		}
	}
	if len(cdn.Function.To) > 0 {
		return open.And(model.Undecided("a function at the edge may turn callers away"))
	}
	return open
}

func (b *builder) results(f *model.Function) {
	from := b.node(f)
	follow(b, from, DeadLettersTo, f.DeadLetter, "hands on what fails", model.True())
	for _, l := range f.Failure {
		follow(b, from, DeadLettersTo, l, "hands on what fails", model.True())
	}
	for _, l := range f.Success {
		follow(b, from, Triggers, l, "hands on its results", model.True())
	}
	for _, l := range f.Next {
		follow(b, from, Triggers, l, "hands on its results", model.True())
	}
	for i := range f.Writes {
		follow(b, from, MayPublish, f.Writes[i].Channel, "writes to it by an output binding", model.True())
	}
}

// trigger adds what a trigger brings events to. A target may start functions only for some events of its source: those
// ways start at the part of the source that holds them.
func (b *builder) trigger(t *model.Trigger) {
	on := model.Running(t.Enabled)
	for _, c := range t.Source.To {
		on := on.And(t.Source.ToOne())
		parts, note := b.watched(t, c)
		for _, from := range parts {
			starts(b, from, t, t.Function, note, on)
			starts(b, from, t, t.Workload, note, on)
			starts(b, from, t, t.Channel, note, on)
		}
	}
}

func starts[T model.Object](b *builder, from *Node, t *model.Trigger, l model.Link[T], note string, on model.Truth) {
	for _, to := range l.To {
		b.edge(Edge{
			From: from, To: b.node(to), Kind: Triggers, Place: t.Place(), Note: note, Certain: l.ToOne().And(on), Picks: picks(t),
		})
	}
}

// picks tells whether a filter stands between a channel and what it starts. Every rule of a bus has a pattern: one that
// names its sources picks events of others than what the rule itself starts.
func picks(t *model.Trigger) bool {
	if t.Kind == model.RuleTarget {
		return model.Never(t.CatchAll) && !model.Never(t.NamesSource)
	}
	return model.Certainly(t.Filtered) && (t.Prefix.Why() == "" && keys(t) == "*")
}

// watched gives the parts of a channel whose events a trigger passes on.
func (b *builder) watched(t *model.Trigger, c *model.Channel) (parts []*Node, note string) {
	switch {
	case c.Kind == model.Bus:
		return b.senders(t, c), "passes events on"
	case c.Kind == model.StorageAccount:
		return b.containers(c), "events start"
	case c.Kind == model.Bucket && keys(t) != "*":
		return []*Node{b.keyRange(c, keys(t))}, "new objects " + keys(t) + " start"
	case t.Kind == model.Mapping:
		if c.Kind == model.Queue {
			return []*Node{b.node(c)}, "messages start"
		}
		return []*Node{b.node(c)}, "records start"
	default:
		return []*Node{b.node(c)}, "events start"
	}
}

// containers gives what the events of an account are about: the account itself, and each bucket that stands in it.
func (b *builder) containers(account *model.Channel) []*Node {
	parts := []*Node{b.node(account)}
	for _, c := range b.sys.Channels {
		if in, ok := c.In.One(); ok && in == account && c.Kind == model.Bucket {
			parts = append(parts, b.node(c))
		}
	}
	return parts
}

// keys gives the keys of a bucket that a notification is about, as a pattern.
func keys(t *model.Trigger) string {
	prefix, _ := t.Prefix.Get()
	suffix, _ := t.Suffix.Get()
	return prefix + "*" + suffix
}

// keyRange gives the part of a bucket with certain keys, which belongs to the bucket.
func (b *builder) keyRange(c *model.Channel, pattern string) *Node {
	n := b.part(c, "keys "+pattern)
	whole := b.node(c)
	if !slices.ContainsFunc(whole.Out, func(e *Edge) bool { return e.To == n }) {
		b.edge(Edge{From: whole, To: n, Kind: Contains, Place: c.Place(), Certain: model.True()})
		b.aims.addKeys(c, pattern)
	}
	return n
}

// senders gives the parts of a bus from which a rule picks events: those that the own account puts there, and those of
// outsiders, unless the rule asks for other senders.
func (b *builder) senders(t *model.Trigger, c *model.Channel) []*Node {
	pattern := model.Value[string]{}
	if rule, ok := t.Rule.One(); ok {
		pattern = rule.Pattern
	}
	wanted := readPattern(pattern)
	if wanted.service {
		return nil // nobody but AWS can put such events on a bus
	}
	parts := []*Node{b.node(c)}
	for _, account := range outsidersOf(c) {
		if wanted.admits(account) {
			parts = append(parts, b.part(c, account))
		}
	}
	return parts
}

// outsidersOf gives the accounts to which grants open a bus, the entry of any account for all, each once.
func outsidersOf(c *model.Channel) []string {
	var accounts []string
	all := AnyAccountOf(c.Cloud)
	for _, g := range c.Grants {
		account := g.Principal.Account
		if account == "" {
			account = all
		}
		if !slices.Contains(accounts, account) {
			accounts = append(accounts, account)
		}
	}
	if !slices.Contains(accounts, all) {
		accounts = append(accounts, all)
	}
	return accounts
}

// pattern is what the pattern of a rule says of who sent an event.
type pattern struct {
	service  bool     // only AWS's own services
	accounts []string // nil for all
}

// admits tells whether the rule picks events of an account: AWS writes into each who sent it.
func (p pattern) admits(account string) bool {
	return p.accounts == nil || slices.Contains(p.accounts, account)
}

// readPattern reads the fields of an event that its sender can't choose: account, and source, as PutEvents refuses
// sources that begin with "aws." (EventBridge User Guide, "Adding events with PutEvents").
func readPattern(v model.Value[string]) pattern {
	var p pattern
	text, ok := v.Get()
	if !ok {
		return p
	}
	var fields struct {
		Source  []any `json:"source"`
		Account []any `json:"account"`
	}
	if json.Unmarshal([]byte(text), &fields) != nil {
		return p
	}
	p.service = len(fields.Source) > 0
	for _, s := range fields.Source {
		name, plain := s.(string)
		p.service = p.service && plain && strings.HasPrefix(name, "aws.")
	}
	for _, a := range fields.Account {
		account, plain := a.(string)
		if !plain {
			return pattern{service: p.service} // a comparison: it may admit any
		}
		p.accounts = append(p.accounts, account)
	}
	return p
}
