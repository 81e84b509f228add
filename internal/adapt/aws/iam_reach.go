package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// reach is an index of all objects that permissions can be about, so that an identity is only asked about those
// that its policies name. In a plan with thousands of functions, asking each about each queue takes minutes.
type reach struct {
	byAddress map[string]model.Object
	byName    map[string][]model.Object // by name, and by whole ARN
	byService map[string][]model.Object
	all       []model.Object // in the order of the plan, so that two runs ask alike
}

func newReach(sys *model.System) *reach {
	x := &reach{
		byAddress: map[string]model.Object{}, byName: map[string][]model.Object{},
		byService: map[string][]model.Object{},
	}
	index(x, sys.Channels)
	index(x, sys.Functions)
	index(x, sys.Secrets)
	index(x, sys.APIs)
	index(x, sys.Workloads)
	index(x, sys.Identities)
	index(x, sys.Keys)
	return x
}

func index[T model.Object](x *reach, objects []T) {
	for _, o := range objects {
		h := o.Base()
		x.all = append(x.all, o)
		x.byAddress[h.Address] = o
		service := serviceOf(o)
		x.byService[service] = append(x.byService[service], o)
		for _, v := range []model.Value[string]{h.Name, h.ID} {
			if text, ok := v.Get(); ok && text != "" {
				x.byName[text] = append(x.byName[text], o)
			}
		}
	}
}

// named gives the objects that an identity's policies name or match, each once.
func (x *reach) named(who *iam.Identity) []model.Object {
	var found []model.Object
	seen := map[model.Object]bool{}
	add := func(objects ...model.Object) {
		for _, o := range objects {
			if !seen[o] {
				seen[o] = true
				found = append(found, o)
			}
		}
	}
	for _, d := range who.Policies {
		for i := range d.Statements {
			x.statement(&d.Statements[i], add)
		}
	}
	return found
}

func (x *reach) statement(s *iam.Statement, add func(...model.Object)) {
	if s.Unknown || s.Effect != iam.Allow {
		return
	}
	if s.NotResources != nil {
		x.services(s, add)
		return
	}
	for _, t := range s.Resources {
		x.term(s, t, add)
	}
}

func (x *reach) term(s *iam.Statement, t iam.Term, add func(...model.Object)) {
	for _, ref := range t.Refs {
		if o, ok := x.byAddress[ref]; ok {
			add(o)
		}
	}
	if t.Unknown {
		return
	}
	resource := t.Text
	if parts := strings.SplitN(t.Text, ":", 6); len(parts) == 6 {
		resource = parts[5]
	}
	add(x.byName[t.Text]...)
	add(x.byName[strings.TrimSuffix(t.Text, "/*")]...)
	names := strings.FieldsFunc(resource, func(r rune) bool { return r == ':' || r == '/' })
	wild := len(names) == 0
	for i, name := range names {
		add(x.byName[name]...)
		// A wildcard that stands for, or in, a name; what follows a literal name is below the object.
		wild = wild || strings.ContainsAny(name, "*?$") && (i == 0 || len(x.byName[names[i-1]]) == 0)
	}
	if wild {
		x.services(s, add)
	}
}

// services adds every object of the services whose actions the statement allows.
func (x *reach) services(s *iam.Statement, add func(...model.Object)) {
	if s.NotActions != nil {
		add(x.all...)
		return
	}
	for _, a := range s.Actions {
		service, _, ok := strings.Cut(strings.ToLower(a.Text), ":")
		switch {
		case !ok || strings.ContainsAny(service, "*?"):
			add(x.all...)
		case service == "iam":
			add(x.byService["sts"]...)
		default:
			add(x.byService[service]...)
		}
	}
}
