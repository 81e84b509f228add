package model

// Value is known, unknown until apply (with the reason), or absent. Adapters turn a provider's default into a
// known value, so Absent means: not given, and the cloud has no value either.
type Value[T any] struct {
	Place Place

	is *nature // nil for an absent one
	v  T
}

// nature is what there is to say of a value besides the value itself. It is never changed once made, so that the many
// known values of a plan share one.
type nature struct {
	state     valueState
	set       bool // unknown, but certainly not null
	sensitive bool
	why       string   // it is unknown
	shape     []string // see Shaped
}

type valueState uint8

const (
	absent valueState = iota
	known
	unknown
)

var (
	isAbsent = &nature{}             //nolint:gochecknoglobals // never written to
	isKnown  = &nature{state: known} //nolint:gochecknoglobals // never written to
)

// nature gives that of absent values where there is none.
func (v Value[T]) nature() *nature {
	if v.is == nil {
		return isAbsent
	}
	return v.is
}

// Known makes a known value.
func Known[T any](v T, at Place) Value[T] { return Value[T]{Place: at, is: isKnown, v: v} }

// NotSet makes an absent value; at is the place where it would stand.
func NotSet[T any](at Place) Value[T] { return Value[T]{Place: at} }

// UnknownValue makes a value known only after apply; why says what it depends on.
func UnknownValue[T any](why string, at Place) Value[T] {
	return Value[T]{Place: at, is: &nature{state: unknown, why: why}}
}

// UnknownSet makes a value that is known only after apply but certainly not null, such as the ARN of a
// resource of the same plan.
func UnknownSet[T any](why string, at Place) Value[T] {
	return Value[T]{Place: at, is: &nature{state: unknown, set: true, why: why}}
}

// Secret marks a value as sensitive: its content never reaches a message.
func (v Value[T]) Secret() Value[T] {
	is := *v.nature()
	is.sensitive = true
	v.is = &is
	return v
}

// Sensitive reports whether Terraform or the adapter marked the value as sensitive.
func (v Value[T]) Sensitive() bool { return v.nature().sensitive }

// IsSet tells whether there is a value, even one that is not known yet.
func (v Value[T]) IsSet() Truth {
	switch is := v.nature(); {
	case is.state == known || is.set:
		return True()
	case is.state == absent:
		return False()
	default:
		return Undecided(is.why)
	}
}

// IsKnown tells whether the value is known; it is never unknown itself. Rules use it only to choose words.
func (v Value[T]) IsKnown() bool { return v.nature().state == known }

// Why says why the value is unknown; "" when it is not.
func (v Value[T]) Why() string {
	return v.nature().why
}

// Get gives the known value; ok is false when it is absent or unknown. It is for adapters and messages;
// a rule asks with Match, Equals or In, which keep unknown unknown.
func (v Value[T]) Get() (value T, ok bool) { return v.v, v.IsKnown() }

// Or gives v, or a known default when v is absent.
func (v Value[T]) Or(def T) Value[T] {
	if v.nature().state == absent {
		return Known(def, v.Place)
	}
	return v
}

// Match asks a question of the value: false when it is absent, unknown when it is unknown.
func (v Value[T]) Match(f func(T) bool) Truth {
	switch is := v.nature(); is.state {
	case known:
		return Of(f(v.v))
	case absent:
		return False()
	default:
		return Undecided(is.why)
	}
}

// Map converts a known value and keeps absent and unknown as they are.
func Map[T, U any](v Value[T], f func(T) U) Value[U] {
	w := Value[U]{Place: v.Place, is: v.is}
	if v.IsKnown() {
		w.v = f(v.v)
	}
	return w
}

// Equals tells whether the value is x; false when it is absent.
func Equals[T comparable](v Value[T], x T) Truth {
	return v.Match(func(y T) bool { return x == y })
}

// In tells whether the value is one of xs; false when it is absent.
func In[T comparable](v Value[T], xs ...T) Truth {
	return v.Match(func(y T) bool {
		for _, x := range xs {
			if x == y {
				return true
			}
		}
		return false
	})
}

// IsTrue tells whether a bool is true; an absent one is not.
func IsTrue(v Value[bool]) Truth { return Equals(v, true) }

// IsFalse tells whether a bool is false; an absent one counts as false, too, since Terraform's providers
// treat a missing flag so. Adapters give flags that default to true a known value.
func IsFalse(v Value[bool]) Truth { return IsTrue(v).Not() }

// Show gives the known value for a message: a sensitive one is never shown.
func Show(v Value[string]) string {
	switch is := v.nature(); {
	case is.sensitive:
		return "(sensitive)"
	case is.state == known:
		return v.v
	case is.state == absent:
		return "(not set)"
	default:
		return "(known after apply)"
	}
}
