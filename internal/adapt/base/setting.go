package base

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// Setting is what a resource says about an object that another resource declares: the policy of a queue, the
// versioning of a bucket.
type Setting[T model.Object, R Reader] struct {
	Path string                     // the attribute that names the object
	All  func(*model.System) []T    // every object that it could be about
	Set  func(r R, o T)             // takes it over
	May  func(r R, o T, why string) // notes that it could be about o: why says what keeps that open; nil for nothing
	// Outside makes the object that the resource is about when the plan does not declare it; nil where the setting alone
	// is nothing to judge.
	Outside func(r R, head model.Head) T
}

// Adapter makes the adapter of a setting. What is certain is set in the link pass, so that doubts, which come in
// the finish pass, only count where nothing certain is known.
func (s Setting[T, R]) Adapter() Adapter[R] { return Adapter[R]{Link: s.link, Finish: s.finish} }

func (s Setting[T, R]) link(r R) {
	l := Link[T](r, s.Path)
	o, ok := l.One()
	if ok {
		s.Set(r, o)
	}
	if s.Outside != nil && (len(l.To) == 0 || ok && !o.Base().Managed) {
		s.Set(r, Outsider(r, l, s.Outside))
	}
}

func (s Setting[T, R]) finish(r R) {
	l := Link[T](r, s.Path)
	if o, ok := r.Read().B.Outside[outsideKey(r.Read(), l)].(T); ok && s.Outside == nil {
		s.Set(r, o)
	}
	if _, ok := l.One(); ok || s.May == nil {
		return
	}
	why := r.Read().Address + " may be about it: " + Either(l.Why, s.Path+" may lead to several resources")
	for _, o := range s.Candidates(r, l) {
		s.May(r, o, why)
	}
}

// Candidates are the objects that an unresolved setting may be about. Nobody's when it names, by a known value,
// something that is not in the plan.
func (s Setting[T, R]) Candidates(r R, l model.Link[T]) []T {
	if len(l.To) > 0 {
		return l.To
	}
	if l.Elsewhere || l.Text.IsKnown() || model.Never(l.IsSet()) {
		return nil
	}
	var candidates []T
	for _, o := range s.All(r.Read().B.Sys) {
		if o.Base().Managed {
			candidates = append(candidates, o)
		}
	}
	return candidates
}

// Named gives the objects with a name or id.
func Named[T model.Object](all []T, text string) []T {
	var found []T
	for _, o := range all {
		h := o.Base()
		name, _ := h.Name.Get()
		id, _ := h.ID.Get()
		if name == text || id == text {
			found = append(found, o)
		}
	}
	return found
}

// Own gives the object that the resource declared in the Make pass.
func Own[T model.Object](r Reader) (T, bool) {
	o, ok := r.Read().B.Objects[r.Read().Resource].(T)
	return o, ok
}
