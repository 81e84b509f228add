// Package base is what the adapters of all clouds share: readers of planned values that keep known, unknown and absent
// apart, links that follow references, and the passes that turn resources into objects of the model.
package base

import (
	"strconv"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// Builder holds what the adapters of one cloud share while they read one plan.
type Builder struct {
	Plan  *plan.Plan
	Sys   *model.System
	Cloud Cloud
	*Shared
	places *model.Places
	last   last // what was found out last
	// Outside are objects that the plan sets something on but does not declare; see Outsider.
	Outside map[string]model.Object
	named   map[typeAndName][]*plan.Resource // managed resources; see ByName
	used    map[*model.Identity]bool         // see UsedIdentities
}

type typeAndName struct{ typ, name string }

// ByName gives the managed resources of a type whose attribute "name" is known to be a text, for references that are
// written out instead of made to the resource.
func (b *Builder) ByName(typ, name string) []*plan.Resource {
	if b.named == nil {
		b.named = make(map[typeAndName][]*plan.Resource, len(b.Plan.Resources))
		for _, r := range b.Plan.Resources {
			if text := r.Attr("name").Text(); text != "" && r.Mode == plan.Managed {
				k := typeAndName{r.Type, text}
				b.named[k] = append(b.named[k], r)
			}
		}
	}
	return b.named[typeAndName{typ, name}]
}

// Cloud is what readers need to know of a cloud.
type Cloud struct {
	Name model.Cloud
	// ID is the attribute by which most resources refer to another one: "arn", "id".
	ID string
	// Follow gives the attribute through which a reference to a resource of the cloud leads on, "" for none: a reference
	// to an alias is one to its function.
	Follow func(*plan.Resource) string
	// Named reads the text by which a resource names an object outside of the plan.
	Named func(text string, at model.Place) (name, id model.Value[string])
	// AlwaysSet tells attributes that every resource that has them has a value for, once it is applied.
	AlwaysSet func(attribute string) bool
}

// Shared is what the adapters of all clouds share while they read one plan: an app of one cloud may be what a
// subscription of another one calls.
type Shared struct {
	// Objects are what resources stand for, so that references to a resource lead to its object.
	Objects map[*plan.Resource]model.Object
	// Contents says which attributes hold secrets.
	Contents Contents
	follow   []func(*plan.Resource) string
}

// Share makes what adapters share.
func Share(contents Contents) *Shared {
	return &Shared{Objects: map[*plan.Resource]model.Object{}, Contents: contents}
}

// leadsOn gives the attribute through which a reference to a resource of any cloud leads on, "" for none.
func (s *Shared) leadsOn(r *plan.Resource) string {
	for _, follow := range s.follow {
		if attribute := follow(r); attribute != "" {
			return attribute
		}
	}
	return ""
}

// New makes the builder of a cloud for a plan.
func New(p *plan.Plan, sys *model.System, shared *Shared, cloud Cloud) *Builder {
	if cloud.Follow != nil {
		shared.follow = append(shared.follow, cloud.Follow)
	}
	return &Builder{Plan: p, Sys: sys, Cloud: cloud, Shared: shared, Outside: map[string]model.Object{}, places: model.NewPlaces()}
}

// Passes are the work of one cloud's adapter, each pass to be done for all clouds before the next.
type Passes struct {
	Make, Link, Finish func()
	// Oversee adds, once the objects are connected, what is logged, traced and audited.
	Oversee func()
}

// Adapt does the passes of all clouds, and connects what they made.
func Adapt(p *plan.Plan, sys *model.System, shared *Shared, clouds ...Passes) {
	for _, pass := range []func(Passes) func(){
		func(c Passes) func() { return c.Make },
		func(c Passes) func() { return c.Link },
		func(c Passes) func() { return c.Finish },
	} {
		for _, c := range clouds {
			pass(c)()
		}
	}
	outputs(p, sys, shared)
	connect(sys)
	for _, c := range clouds {
		c.Oversee()
	}
	shared.Objects = nil
}

// Forget lets go of what only the passes need. Identities hold on to the builder, which answers what they may do.
func (b *Builder) Forget() {
	b.Outside, b.used, b.last = nil, nil, last{}
}

// Declare registers the object that a resource stands for.
func (b *Builder) Declare(r Reader, o model.Object) { b.Objects[r.Read().Resource] = o }

// Declares tells whether the configuration of a resource gives an attribute.
func (b *Builder) Declares(address, attribute string) bool {
	r, ok := b.Plan.Resource(address)
	if !ok {
		return false
	}
	declared, _ := r.Declared(attribute)
	return declared
}

// Adapter says how the resources of one type become part of the model; R is a cloud's own View. Work is done in
// three passes, so that the order of resources in a plan does not matter.
type Adapter[R any] struct {
	// Make adds the objects that the resource declares. It must not look at other resources.
	Make func(r R)
	// Link adds what the resource says about other resources' objects, all of which exist by then.
	Link func(r R)
	// Finish derives what needs all links: which identity may do what.
	Finish func(r R)
	// Follow names the attribute through which a reference to this resource leads on.
	Follow string
}

// Both makes one pass of two.
func Both[R any](first, second func(R)) func(R) {
	return func(r R) {
		first(r)
		second(r)
	}
}

// Types are the adapters of resource types and, with the prefix "data.", of data sources.
type Types[R any] map[string]Adapter[R]

// Join makes one table of several families.
func Join[R any](families ...Types[R]) Types[R] {
	types := Types[R]{}
	for _, family := range families {
		for name, a := range family {
			types[name] = a
		}
	}
	return types
}

// Make runs the first pass over all resources that have an adapter; wrap makes the cloud's own View.
func (t Types[R]) Make(p *plan.Plan, wrap func(*plan.Resource) R) {
	t.each(p, wrap, func(a Adapter[R]) func(R) { return a.Make })
}

// Link runs the second pass.
func (t Types[R]) Link(p *plan.Plan, wrap func(*plan.Resource) R) {
	t.each(p, wrap, func(a Adapter[R]) func(R) { return a.Link })
}

// Finish runs the third pass.
func (t Types[R]) Finish(p *plan.Plan, wrap func(*plan.Resource) R) {
	t.each(p, wrap, func(a Adapter[R]) func(R) { return a.Finish })
}

func (t Types[R]) each(p *plan.Plan, wrap func(*plan.Resource) R, pass func(Adapter[R]) func(R)) {
	for _, r := range p.Resources {
		if a, ok := t[Key(r)]; ok {
			if f := pass(a); f != nil {
				f(wrap(r))
			}
		}
	}
}

// Follow gives the attribute through which a reference to a resource leads on, "" for none.
func (t Types[R]) Follow(r *plan.Resource) string { return t[Key(r)].Follow }

// Knows tells whether there is an adapter for a type.
func (t Types[R]) Knows(mode plan.Mode, typ string) bool {
	if mode == plan.Data {
		typ = "data." + typ
	}
	_, ok := t[typ]
	return ok
}

// Keeper gives the filter that tells a plan reader which resources are worth keeping: those that have an adapter, and, to
// be reported, those of serverless services that have none.
func (t Types[R]) Keeper(serverless func(typ string) bool) func(plan.Mode, string) bool {
	return func(mode plan.Mode, typ string) bool {
		return t.Knows(mode, typ) || mode == plan.Managed && serverless(typ)
	}
}

// Key is the name under which Types lists the type of a resource.
func Key(r *plan.Resource) string {
	if r.Mode == plan.Data {
		return "data." + r.Type
	}
	return r.Type
}

// Unmodelled lists the managed resources of serverless services that no adapter knows.
func (b *Builder) Unmodelled(serverless, known func(typ string) bool) {
	for _, r := range b.Plan.Resources {
		if r.Mode == plan.Managed && serverless(r.Type) && !known(r.Type) {
			head := View{r, b}.Head()
			b.Sys.Unmodelled = append(b.Sys.Unmodelled, &model.Unmodelled{Head: head})
		}
	}
}

// Itoa writes an index of a path.
func Itoa(i int) string { return strconv.Itoa(i) }

// Either gives the first text that is not empty.
func Either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
