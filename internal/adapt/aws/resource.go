package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// resource is a plan resource with the readers that adapters need.
type resource struct {
	*plan.Resource
	b *builder
}

// head makes the head of the object that the resource declares, with the attribute "name" and the ARN.
func (r resource) head() model.Head { return r.headNamed("name") }

// headNamed is head for types whose name stands in another attribute.
func (r resource) headNamed(attribute string) model.Head {
	return model.Head{
		Cloud: model.AWS, Address: r.Address, Type: r.Type, Managed: r.Mode == plan.Managed,
		Name: r.str(attribute), ID: r.str("arn"),
	}
}

func (r resource) place(attribute string) model.Place {
	return model.Place{Address: r.Address, Attribute: attribute}
}

// str reads a string (or a number or bool as text).
func (r resource) str(path string) model.Value[string] {
	v := read(r, path, func(v plan.Value) (string, bool) {
		return v.Text(), v.Kind() == plan.String || v.Kind() == plan.Number || v.Kind() == plan.Bool
	})
	return r.shaped(v, path)
}

// flag reads a bool.
func (r resource) flag(path string) model.Value[bool] {
	return read(r, path, func(v plan.Value) (bool, bool) { return v.Bool() })
}

// num reads a whole number.
func (r resource) num(path string) model.Value[int] {
	return read(r, path, func(v plan.Value) (int, bool) {
		n, ok := v.Number()
		return int(n), ok
	})
}

// strs reads a list or set of strings. It is unknown when the whole is, or when one of its elements is.
func (r resource) strs(path string) model.Value[[]string] {
	v := r.Attr(path)
	for i, item := range v.Items() {
		if item.IsUnknown() {
			return model.UnknownSet[[]string](r.whyUnknown(path), r.place(path+"."+itoa(i)))
		}
	}
	return read(r, path, func(v plan.Value) ([]string, bool) {
		if v.Kind() != plan.List {
			return nil, false
		}
		texts := make([]string, 0, v.Len())
		for _, item := range v.Items() {
			texts = append(texts, item.Text())
		}
		return texts, true
	})
}

// read turns a planned value into a model value. An unknown value that the configuration does not give is
// computed by the provider, which means that the user left it out: it counts as absent.
func read[T any](r resource, path string, as func(plan.Value) (T, bool)) model.Value[T] {
	v, at := r.Attr(path), r.place(path)
	switch {
	case v.IsUnknown():
		return unknown[T](r, path, at)
	case v.IsAbsent():
		return model.NotSet[T](at)
	}
	t, ok := as(v)
	if !ok {
		return model.UnknownValue[T](path+" has a form that is not understood", at)
	}
	value := model.Known(t, at)
	if v.Sensitive() {
		value = value.Secret()
	}
	return value
}

// unknown says why a value is unknown, and whether it is certainly set.
func unknown[T any](r resource, path string, at model.Place) model.Value[T] {
	if r.leftOut(path) {
		return model.NotSet[T](at)
	}
	res := r.b.plan.Resolve(r.Resource, path)
	why := whyUnknown(path, res)
	if !res.Always || !res.Complete || len(res.Origins) == 0 {
		return model.UnknownValue[T](why, at)
	}
	return model.UnknownSet[T](why, at)
}

// leftOut tells whether the configuration certainly does not give an argument (which is no block). It can come
// from a dynamic block, which the configuration does not show, only together with the block around it.
func (r resource) leftOut(path string) bool {
	if declared, ok := r.Declared(path); ok || declared {
		return ok && !declared
	}
	around := path[:max(strings.LastIndexByte(path, '.'), 0)]
	declared, ok := r.Declared(around)
	return ok && (declared || around == "")
}

func (r resource) whyUnknown(path string) string {
	return whyUnknown(path, r.b.plan.Resolve(r.Resource, path))
}

func whyUnknown(path string, res plan.Resolution) string {
	switch {
	case res.Why != "":
		return res.Why
	case len(res.Origins) > 0:
		o := firstUnknown(res.Origins)
		return strings.TrimSuffix(o.Resource.Address+"."+o.Attribute, ".") + " is known only after apply"
	default:
		return path + " is known only after apply"
	}
}

// firstUnknown gives the origin that keeps a value unknown: in a text of several, others may well be known.
func firstUnknown(origins []plan.Origin) plan.Origin {
	for _, o := range origins {
		if o.Resource.Attr(o.Attribute).IsUnknown() {
			return o
		}
	}
	return origins[0]
}

// blocks gives the number of nested blocks of a type; known is false when there may be more.
func (r resource) blocks(path string) (n int, known bool) {
	v := r.Attr(path)
	return v.Len(), !v.IsUnknown()
}

// linkTo follows an attribute to the objects of kind T that it leads to.
func linkTo[T model.Object](r resource, path string) model.Link[T] {
	l := model.Link[T]{Place: r.place(path), Text: r.str(path)}
	if model.Never(l.Text.IsSet()) {
		return l
	}
	res := r.b.plan.Resolve(r.Resource, path)
	if !res.Complete {
		l.Why = whyUnknown(path, res)
	}
	elsewhere := 0
	for _, o := range res.Origins {
		objects, other := objectsOf[T](r.b, o.Resource, 0)
		l.To = append(l.To, objects...)
		if other {
			elsewhere++
		}
	}
	l.Elsewhere = len(l.To) == 0 && elsewhere > 0 && l.Why == ""
	l.To = unique(l.To)
	return l
}

// objectsOf gives the objects of kind T that a reference to a resource leads to; other is true when it leads to
// something else.
func objectsOf[T model.Object](b *builder, r *plan.Resource, depth int) (objects []T, other bool) {
	if o, ok := b.objects[r]; ok {
		if t, ok := o.(T); ok {
			return []T{t}, false
		}
		return nil, true
	}
	a, ok := b.types[key(r)]
	if !ok || a.follow == "" || depth > 4 {
		return nil, true
	}
	for _, o := range b.plan.Resolve(r, a.follow).Origins {
		next, _ := objectsOf[T](b, o.Resource, depth+1)
		objects = append(objects, next...)
	}
	return objects, len(objects) == 0
}

func unique[T model.Object](objects []T) []T {
	if len(objects) < 2 {
		return objects
	}
	seen := make(map[*model.Head]bool, len(objects))
	kept := objects[:0]
	for _, o := range objects {
		if !seen[o.Base()] {
			seen[o.Base()] = true
			kept = append(kept, o)
		}
	}
	return kept
}
