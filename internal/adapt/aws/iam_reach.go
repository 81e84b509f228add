package aws

import (
	"maps"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// reach is an index of all objects that permissions can be about, so that an identity is only asked about those
// that its policies name. In a plan with thousands of functions, asking each about each queue takes minutes.
type reach struct {
	byAddress map[string]model.Object
	byName    map[string][]model.Object // by name, and by whole ARN
	byService map[string]*model.Set
	services  []string // in order, so that two runs ask alike
	actions   actionTable
	target    func(model.Object) iam.Target
	wild      map[wildTerm][]model.Object // what terms with wildcards cover, found once for all that write them
}

// wildTerm is a resource with wildcards in a statement on some services.
type wildTerm struct {
	text, services string
	ability        model.Ability
}

func newReach(sys *model.System, actions actionTable, target func(model.Object) iam.Target) *reach {
	x := &reach{
		byAddress: map[string]model.Object{}, byName: map[string][]model.Object{},
		byService: map[string]*model.Set{}, actions: actions, target: target, wild: map[wildTerm][]model.Object{},
	}
	index(x, sys.Channels)
	index(x, sys.Functions)
	index(x, sys.Secrets)
	index(x, sys.APIs)
	index(x, sys.Workloads)
	index(x, sys.Identities)
	index(x, sys.Keys)
	x.services = slices.Sorted(maps.Keys(x.byService))
	return x
}

func index[T model.Object](x *reach, objects []T) {
	for _, o := range objects {
		h := o.Base()
		x.byAddress[h.Address] = o
		service := serviceOf(o)
		if x.byService[service] == nil {
			x.byService[service] = &model.Set{}
		}
		x.byService[service].Objects = append(x.byService[service].Objects, o)
		for _, v := range []model.Value[string]{h.Name, h.ID} {
			if text, ok := v.Get(); ok && text != "" {
				x.byName[text] = append(x.byName[text], o)
			}
		}
	}
}

// of gives the objects on which an identity's policies may give it an ability.
func (x *reach) of(who *iam.Identity, a model.Ability) model.Reach {
	f := finder{reach: x, services: x.services, ability: a}
	if who.Boundary != nil {
		f.services = f.bounded(who.Boundary)
	}
	for _, d := range who.Policies {
		for i := range d.Statements {
			f.deny(&d.Statements[i])
		}
	}
	for _, d := range who.Policies {
		for i := range d.Statements {
			f.statement(&d.Statements[i])
		}
	}
	return f.found
}

// deny drops the services in which a statement denies the ability altogether.
func (f *finder) deny(s *iam.Statement) {
	if s.Unknown || s.Effect != iam.Deny || len(s.Conditions) > 0 || s.NotResources != nil || !onEverything(s.Resources) {
		return
	}
	left := make([]string, 0, len(f.services))
	for _, service := range f.services {
		prefix := actionService(service, f.ability)
		if slices.ContainsFunc(f.actions[prefix][f.ability], func(name string) bool { return !s.Covers(prefix + ":" + name) }) {
			left = append(left, service)
		}
	}
	f.services = left
}

// finder finds what the policies of one identity open.
type finder struct {
	*reach
	ability  model.Ability
	services []string // those of which its boundary lets anything be opened
	found    model.Reach
}

// bounded gives the services in which a permissions boundary may certainly allow the ability.
func (f *finder) bounded(boundary *iam.Document) []string {
	var services []string
	for i := range boundary.Statements {
		if s := &boundary.Statements[i]; opens(s) {
			services = append(services, f.covered(s)...)
		}
	}
	slices.Sort(services)
	return slices.Compact(services)
}

// opens tells whether a statement may allow anything for certain.
func opens(s *iam.Statement) bool {
	return !s.Unknown && s.Effect == iam.Allow && doubt(s.Conditions) == model.True()
}

// statement adds what a statement opens.
func (f *finder) statement(s *iam.Statement) {
	if !opens(s) {
		return
	}
	services := f.covered(s)
	switch {
	case len(services) == 0:
	case s.NotResources != nil:
		f.whole(services)
	case onEverything(s.Resources):
		for _, service := range services {
			if set := f.byService[service]; !slices.Contains(f.found.All, set) {
				f.found.All = append(f.found.All, set)
			}
		}
	default:
		for _, t := range s.Resources {
			f.term(services, t)
		}
	}
}

// onEverything tells whether a statement's resources are "*" and nothing else.
func onEverything(resources []iam.Term) bool {
	return len(resources) > 0 && !slices.ContainsFunc(resources, func(t iam.Term) bool { return t.Unknown || t.Text != "*" })
}

// covered gives the services of the plan's objects of which the statement covers an action of the ability.
func (f *finder) covered(s *iam.Statement) []string {
	var services []string
	for _, service := range f.services {
		prefix := actionService(service, f.ability)
		if slices.ContainsFunc(f.actions[prefix][f.ability], func(name string) bool { return s.MayCover(prefix + ":" + name) }) {
			services = append(services, service)
		}
	}
	return services
}

// whole adds every object of some services.
func (f *finder) whole(services []string) {
	for _, service := range services {
		f.found.Named = append(f.found.Named, f.byService[service].Objects)
	}
}

func (f *finder) term(services []string, t iam.Term) {
	for _, ref := range t.Refs {
		if o, ok := f.byAddress[ref]; ok {
			f.found.Named = append(f.found.Named, []model.Object{o})
		}
	}
	if t.Unknown {
		return
	}
	resource := t.Text
	if parts := strings.SplitN(t.Text, ":", 6); len(parts) == 6 {
		resource = parts[5]
	}
	f.name(t.Text)
	f.name(strings.TrimSuffix(t.Text, "/*"))
	names := strings.FieldsFunc(resource, func(r rune) bool { return r == ':' || r == '/' })
	wild := len(names) == 0
	for i, name := range names {
		f.name(name)
		// A wildcard that stands for, or in, a name; what follows a literal name is below the object.
		wild = wild || strings.ContainsAny(name, "*?$") && (i == 0 || len(f.byName[names[i-1]]) == 0)
	}
	if wild {
		f.matching(services, t)
	}
}

// matching adds the objects of some services that a term with wildcards certainly covers.
func (f *finder) matching(services []string, t iam.Term) {
	key := wildTerm{t.Text, strings.Join(services, " "), f.ability}
	objects, known := f.wild[key]
	if !known {
		for _, service := range services {
			for _, o := range f.byService[service].Objects {
				if f.covers(t, service, o) {
					objects = append(objects, o)
				}
			}
		}
		f.wild[key] = objects
	}
	f.found.Named = append(f.found.Named, objects)
}

// covers tells whether a term certainly covers what an action of the ability needs of an object.
func (f *finder) covers(t iam.Term, service string, o model.Object) bool {
	prefix, target := actionService(service, f.ability), f.target(o)
	return slices.ContainsFunc(f.actions[prefix][f.ability], func(name string) bool {
		target.Suffix = suffix(prefix, name)
		return t.Match(target) == iam.Yes
	})
}

func (f *finder) name(name string) {
	if objects := f.byName[name]; len(objects) > 0 {
		f.found.Named = append(f.found.Named, objects)
	}
}
