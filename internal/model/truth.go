package model

// Truth is three-valued: true, false, or unknown with the reason why. It does not turn into a plain bool by
// itself, so that no rule takes "known after apply" for an answer.
type Truth struct {
	state truthState
	why   string
}

type truthState uint8

const (
	isFalse truthState = iota
	isTrue
	isUnknown
)

// True is certainly so.
func True() Truth { return Truth{state: isTrue} }

// False is certainly not so.
func False() Truth { return Truth{} }

// Undecided is neither: why says what would have to be known.
func Undecided(why string) Truth { return Truth{state: isUnknown, why: why} }

// Of turns a fact that does not depend on the plan's unknowns into a Truth.
func Of(b bool) Truth {
	if b {
		return True()
	}
	return False()
}

// And is Kleene's: false as soon as one side is false, unknown when that depends on an unknown.
func (t Truth) And(others ...Truth) Truth {
	for _, o := range others {
		switch {
		case t.state == isFalse || o.state == isFalse:
			return False()
		case t.state == isTrue:
			t = o
		}
	}
	return t
}

// Or is Kleene's: true as soon as one side is true, unknown when that depends on an unknown.
func (t Truth) Or(others ...Truth) Truth {
	for _, o := range others {
		switch {
		case t.state == isTrue || o.state == isTrue:
			return True()
		case t.state == isFalse:
			t = o
		}
	}
	return t
}

// Not turns true into false and leaves unknown as it is.
func (t Truth) Not() Truth {
	switch t.state {
	case isTrue:
		return False()
	case isFalse:
		return True()
	default:
		return t
	}
}

// All is true when every one is true; of none it is true.
func All(ts ...Truth) Truth { return True().And(ts...) }

// Any is true when one is true; of none it is false.
func Any(ts ...Truth) Truth { return False().Or(ts...) }

// Certainly tells whether something is known to be so. It is for adapters, and for rules to choose words, hops and ways
// to search; a verdict is made of the Truth itself.
func Certainly(t Truth) bool { return t.state == isTrue }

// Never tells whether something is known not to be so; it is for the same uses as Certainly.
func Never(t Truth) bool { return t.state == isFalse }

// Decide calls exactly one of the three functions. It is how a Truth becomes a verdict, and meant for
// packages rule and engine.
func (t Truth) Decide(yes, no func(), unknown func(why string)) {
	switch t.state {
	case isTrue:
		yes()
	case isFalse:
		no()
	default:
		unknown(t.why)
	}
}

// String gives true, false or unknown with its reason, for tests and messages.
func (t Truth) String() string {
	switch t.state {
	case isTrue:
		return "true"
	case isFalse:
		return "false"
	default:
		return "unknown: " + t.why
	}
}
