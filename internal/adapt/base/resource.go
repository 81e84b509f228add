package base

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// View is a plan resource with the readers that adapters need.
type View struct {
	*plan.Resource
	B *Builder
}

// Read gives the resource itself; clouds wrap it with what is their own.
func (r View) Read() View { return r }

// Reader is a View, or what wraps one.
type Reader interface{ Read() View }

// Head makes the head of the object that the resource declares, with the attribute "name" and the cloud's id.
func (r View) Head() model.Head { return r.HeadNamed("name") }

// HeadNamed is Head for types whose name stands in another attribute.
func (r View) HeadNamed(attribute string) model.Head {
	return model.Head{
		Cloud: r.B.Cloud.Name, Address: r.Address, Type: r.Type, Managed: r.Mode == plan.Managed,
		Name: r.Str(attribute), ID: r.Str(r.B.Cloud.ID),
	}
}

// Place is the place of an attribute, "" for the whole resource.
func (r View) Place(attribute string) model.Place {
	return r.B.places.Attribute(r.last().at, attribute)
}

// last is what was found out last: an adapter asks one resource after the other, and of an attribute several times.
type last struct {
	of       *plan.Resource
	at       model.Place // of that resource
	path     string      // "" when none was followed yet
	resolved plan.Resolution
	why      string // see WhyUnknown; "" when not asked for yet
}

// last gives what was found out of this resource.
func (r View) last() *last {
	l := &r.B.last
	if l.of == r.Resource {
		return l
	}
	*l = last{of: r.Resource}
	if o := r.B.Objects[r.Resource]; o != nil && o.Base().Address == r.Address {
		l.at = o.Base().Place() // what is known of one resource shares one address
	} else {
		l.at = r.B.places.Of(r.Address)
	}
	return l
}

// resolve follows the references of an attribute. What it gives must not be changed.
func (r View) resolve(path string) *last {
	l := r.last()
	if l.path != path || path == "" {
		l.path, l.resolved, l.why = path, r.B.Plan.Resolve(r.Resource, path), ""
	}
	return l
}

// whyUnknown is WhyUnknown of what was resolved.
func (l *last) whyUnknown() string {
	if l.why == "" {
		l.why = WhyUnknown(l.path, l.resolved)
	}
	return l.why
}

// Str reads a string (or a number or bool as text).
func (r View) Str(path string) model.Value[string] {
	v := Read(r, path, func(v plan.Value) (string, bool) {
		return v.Text(), v.Kind() == plan.String || v.Kind() == plan.Number || v.Kind() == plan.Bool
	})
	return r.shaped(v, path)
}

// Flag reads a bool.
func (r View) Flag(path string) model.Value[bool] {
	return Read(r, path, func(v plan.Value) (bool, bool) { return v.Bool() })
}

// Num reads a whole number.
func (r View) Num(path string) model.Value[int] {
	return Read(r, path, func(v plan.Value) (int, bool) {
		n, ok := v.Number()
		return int(n), ok
	})
}

// Strs reads a list or set of strings. It is unknown when the whole is, or when one of its elements is.
func (r View) Strs(path string) model.Value[[]string] {
	v := r.Attr(path)
	for i, item := range v.Items() {
		if item.IsUnknown() {
			return model.UnknownSet[[]string](r.WhyUnknown(path), r.Place(path+"."+Itoa(i)))
		}
	}
	return Read(r, path, func(v plan.Value) ([]string, bool) {
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

// Read turns a planned value into a model value. An unknown value that the configuration does not give is
// computed by the provider, which means that the user left it out: it counts as absent.
func Read[T any](r View, path string, as func(plan.Value) (T, bool)) model.Value[T] {
	v, at := r.Attr(path), r.Place(path)
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
func unknown[T any](r View, path string, at model.Place) model.Value[T] {
	if r.LeftOut(path) {
		return model.NotSet[T](at)
	}
	l := r.resolve(path)
	if l.resolved.Null {
		return model.NotSet[T](at)
	}
	if res := l.resolved; !res.Always || !res.Complete || len(res.Origins) == 0 {
		return model.UnknownValue[T](l.whyUnknown(), at)
	}
	return model.UnknownSet[T](l.whyUnknown(), at)
}

// LeftOut tells whether the configuration certainly does not give an argument (which is no block). It can come
// from a dynamic block, which the configuration does not show, only together with the block around it.
func (r View) LeftOut(path string) bool {
	if declared, ok := r.Declared(path); ok || declared {
		return ok && !declared
	}
	around := path[:max(strings.LastIndexByte(path, '.'), 0)]
	declared, ok := r.Declared(around)
	return ok && (declared || around == "")
}

// WhyUnknown says why an attribute is known only after apply.
func (r View) WhyUnknown(path string) string {
	return r.resolve(path).whyUnknown()
}

// WhyUnknown says why a value that resolves so is known only after apply.
func WhyUnknown(path string, res plan.Resolution) string {
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

// Blocks gives the number of nested blocks of a type; known is false when there may be more.
func (r View) Blocks(path string) (n int, known bool) {
	v := r.Attr(path)
	return v.Len(), !v.IsUnknown()
}

// Link follows an attribute to the objects of kind T that it leads to.
func Link[T model.Object, R Reader](reader R, path string) model.Link[T] {
	r := reader.Read()
	l := model.Link[T]{Text: r.Str(path)}
	l.Place = l.Text.Place // and so the same
	if model.Never(l.Text.IsSet()) {
		return l
	}
	found := r.resolve(path)
	if !found.resolved.Complete {
		l.Why = found.whyUnknown()
	}
	elsewhere := 0
	for _, o := range found.resolved.Origins {
		objects, other := ObjectsOf[T](r.B, o.Resource, 0)
		l.To = append(l.To, objects...)
		if other {
			elsewhere++
		}
	}
	l.Elsewhere = len(l.To) == 0 && elsewhere > 0 && l.Why == ""
	l.To = Unique(l.To)
	return l
}

// ObjectsOf gives the objects of kind T that a reference to a resource leads to; other is true when it leads to
// something else.
func ObjectsOf[T model.Object](b *Builder, r *plan.Resource, depth int) (objects []T, other bool) {
	if o, ok := b.Objects[r]; ok {
		if t, ok := o.(T); ok {
			return []T{t}, false
		}
		objects = answering[T](o)
		return objects, len(objects) == 0
	}
	follow := b.leadsOn(r)
	if follow == "" || depth > 4 {
		return nil, true
	}
	for _, o := range b.Plan.Resolve(r, follow).Origins {
		next, _ := ObjectsOf[T](b, o.Resource, depth+1)
		objects = append(objects, next...)
	}
	return objects, len(objects) == 0
}

// answering gives the functions that answer at an endpoint, where functions are asked for: whoever is given the address
// of a function URL sends to its function, from whichever cloud.
func answering[T model.Object](o model.Object) []T {
	e, ok := o.(*model.Endpoint)
	if !ok || e.Kind != model.FunctionURL {
		return nil
	}
	var objects []T
	for _, f := range e.Function.To {
		if t, ok := model.Object(f).(T); ok {
			objects = append(objects, t)
		}
	}
	return objects
}

// Unique drops objects that are listed before.
func Unique[T model.Object](objects []T) []T {
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

// Links makes a link for each element of a list; one for the whole when its length is not known.
func Links[T model.Object, R Reader](reader R, path string) []model.Link[T] {
	r := reader.Read()
	n, known := r.Blocks(path)
	if !known {
		if l := Link[T](r, path); !model.Never(l.IsSet()) {
			return EachMember(r, l)
		}
		return nil
	}
	links := make([]model.Link[T], 0, n)
	for i := range n {
		links = append(links, Exact(Link[T](r, path+"."+Itoa(i))))
	}
	return OneToOne(links)
}

// Exact drops what an element of a list cannot lead to. Terraform lists the references of a list as a whole, so that
// a literal element seems to come from its neighbours' references.
func Exact[T model.Object](l model.Link[T]) model.Link[T] {
	if text, ok := l.Text.Get(); ok {
		l.To = Named(l.To, text)
		l.Why = ""
	}
	return l
}

// Omitted tells whether a nested block that the provider computes when it is left out was left out: the plan then
// knows it only after apply. Configuration does not tell a dynamic block from none; one of these that is planned
// at all has a known length, but for the rare one that depends on an unknown collection.
func Omitted[R Reader](reader R, block string) bool {
	r := reader.Read()
	declared, _ := r.Declared(block)
	return r.Attr(block).IsUnknown() && !declared && len(r.References(block)) == 0
}

// InBlock gives a value of such a block, absent when the block was left out.
func InBlock[T any, R Reader](r R, block string, v model.Value[T]) model.Value[T] {
	if Omitted(r, block) {
		return model.NotSet[T](v.Place)
	}
	return v
}
