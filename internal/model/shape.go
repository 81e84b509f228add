package model

// Gap stands in a shape for a piece that is known only after apply: the object replacement character.
const Gap = "\ufffc"

// Shaped gives a value that is known only after apply a shape: its text, or texts, with a Gap for each piece that
// is not known. Such a value is certainly set.
func (v Value[T]) Shaped(texts ...string) Value[T] {
	if v.nature().state == unknown {
		is := *v.is
		is.set, is.shape = true, texts
		v.is = &is
	}
	return v
}

// Shape gives the text of an unknown value with a Gap for each piece that is not known.
func (v Value[T]) Shape() (text string, ok bool) {
	if shape := v.shape(); len(shape) == 1 {
		return shape[0], true
	}
	return "", false
}

func (v Value[T]) shape() []string { return v.nature().shape }

// MatchAny tells whether one of the texts satisfies f, which is given shapes for those that are not known.
func MatchAny(v Value[[]string], f func(text string) bool) Truth {
	some := func(texts []string) bool {
		for _, text := range texts {
			if f(text) {
				return true
			}
		}
		return false
	}
	if shape := v.shape(); len(shape) > 0 {
		return Of(some(shape))
	}
	return v.Match(some)
}
