package base

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// Variables reads the environment of a function, a map at a path. Terraform lists the references of a map as a whole; source by source, they are
// given to the variable that must hold them. Where several could, the variable without name takes them.
func Variables(r View, environment string) []*model.Variable {
	env := r.Attr(environment)
	if env.IsUnknown() {
		return unknownEnvironment(r, environment)
	}
	e := environ{r: r, whole: &model.Variable{Value: model.UnknownSet[string](mixed, r.Place(environment))}}
	for _, name := range env.Names() {
		path := environment + "." + name
		e.variables = append(e.variables, &model.Variable{Name: name, Value: r.Str(path)})
		e.values = append(e.values, env.Get(name))
		e.add(r.B.Plan.Resolve(r.Resource, path).Origins)
	}
	for _, o := range e.origins {
		e.give(o)
	}
	for i, v := range e.variables {
		if len(v.From) == 0 && e.values[i].IsUnknown() {
			v.From = r.Written(environment + "." + v.Name)
		}
		v.From = orMarked(v)
	}
	if len(e.whole.From) > 0 {
		e.variables = append(e.variables, e.whole)
	}
	return e.variables
}

// Written gives the sources of a text as the HCL shows them: the plan's own configuration leaves out dynamic blocks.
func (r View) Written(path string) []model.Provenance {
	t, _ := r.Holed(path)
	var origins []plan.Origin
	for _, p := range t.Holes {
		if p.Resource != nil {
			origins = append(origins, plan.Origin{Resource: p.Resource, Attribute: p.Attribute})
		}
	}
	return r.B.Provenance(plan.Resolution{Origins: origins})
}

// orMarked gives a variable that Terraform marks as sensitive a source at least, also where the plan does not say
// which: configuration leaves dynamic blocks out.
func orMarked(v *model.Variable) []model.Provenance {
	if len(v.From) > 0 || !v.Value.Sensitive() {
		return v.From
	}
	return []model.Provenance{model.MarkedSensitive(v.Value.Place)}
}

const mixed = "the plan lists the references of all variables together"

// unknownEnvironment is one that is wholly known only after apply.
func unknownEnvironment(r View, environment string) []*model.Variable {
	v := r.Str(environment)
	if block, _, nested := strings.Cut(environment, "."); nested && Omitted(r, block) || model.Never(v.IsSet()) {
		return nil
	}
	from := r.B.Provenance(r.B.Plan.Resolve(r.Resource, environment))
	return []*model.Variable{{Value: v, From: from}}
}

// environ is an environment while it is read: values[i] is the planned value of variables[i].
type environ struct {
	r         View
	variables []*model.Variable
	values    []plan.Value
	origins   []plan.Origin
	whole     *model.Variable
}

func (e *environ) add(origins []plan.Origin) {
	for _, o := range origins {
		known := false
		for _, other := range e.origins {
			known = known || other.Resource == o.Resource && other.Attribute == o.Attribute
		}
		if !known && !o.ByValue {
			e.origins = append(e.origins, o)
		}
	}
}

// give adds an origin to the variable that fits it best, to the environment when several do.
func (e *environ) give(o plan.Origin) {
	best, to := impossible, []*model.Variable(nil)
	for i, v := range e.variables {
		switch fit := fits(e.values[i], o); {
		case fit > best:
			best, to = fit, []*model.Variable{v}
		case fit == best && fit != impossible:
			to = append(to, v)
		}
	}
	if len(to) == 0 {
		return
	}
	holder := e.whole
	if len(to) == 1 {
		holder = to[0]
	}
	from := e.r.B.Provenance(plan.Resolution{Origins: []plan.Origin{o}})
	holder.From = append(holder.From, from...)
}

// fit is how well a variable's planned value agrees with having come from an origin.
type fit int

const (
	impossible fit = iota
	possible       // by an expression that hides it
	holds          // it stands in the value
	same
)

// fits judges by what Terraform guarantees: a value made from a sensitive one is sensitive, a value made from an
// unknown one is unknown.
func fits(v plan.Value, o plan.Origin) fit {
	source := o.Resource.Attr(o.Attribute)
	text := source.Text()
	switch {
	case source.Sensitive() && !v.Sensitive(), source.IsUnknown() && !v.IsUnknown():
		return impossible
	case v.IsUnknown():
		return possible
	case text != "" && v.Text() == text:
		return same
	case len(text) > 2 && strings.Contains(v.Text(), text):
		return holds
	case v.Sensitive() && source.Sensitive():
		return possible
	default:
		return impossible
	}
}

// NamedValue reads one variable that stands in a block of its own, with where its value comes from.
func NamedValue(r View, name, path string) *model.Variable {
	res := r.B.Plan.Resolve(r.Resource, path)
	v := &model.Variable{Name: name, Value: r.Str(path), From: r.B.Provenance(res)}
	if len(v.From) == 0 && r.Attr(path).IsUnknown() {
		v.From = r.Written(path)
	}
	if !res.Literal {
		v.From = orMarked(v)
	}
	return v
}
