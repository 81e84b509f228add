package iam

// Identity is a role or user with all that is attached to it. The zero Identity may do nothing.
type Identity struct {
	// Policies are the identity policies, inline and managed; one that cannot be read is an UnknownDocument.
	Policies []*Document
	// Boundary is the permissions boundary; nil for none.
	Boundary *Document
	// Self is the role or user itself, if known: rights on it are rights to change oneself.
	Self Target
}

// Source is the statement that a conclusion rests on.
type Source struct {
	Document  *Document
	Statement *Statement
}

// Decision is what an identity may do.
type Decision struct {
	Allowed    Tri
	By         Source      // the statement that allows, or denies; empty when nothing speaks of it
	Conditions []Condition // what must hold for it to be allowed
	Why        string      // why Allowed is Maybe, or what denies
}

// May says whether the identity may do an action ("sqs:SendMessage") on a target. An explicit Deny wins; one
// with conditions, unless the caller can sidestep them, leaves Maybe. A policy that cannot be read may allow
// anything, but is not taken to deny what another certainly allows.
func (id *Identity) May(action string, t Target) Decision {
	var best Decision
	for _, doc := range id.Policies {
		best = better(best, allowedBy(doc, action, t))
	}
	if best.Allowed == No {
		return best
	}
	best = id.bounded(best, action, t)
	for _, doc := range id.documents() {
		if best = denied(best, doc, action, t); best.Allowed == No {
			return best
		}
	}
	return best
}

// documents gives all that can deny.
func (id *Identity) documents() []*Document {
	if id.Boundary == nil {
		return id.Policies
	}
	return append(id.Policies[:len(id.Policies):len(id.Policies)], id.Boundary)
}

func (id *Identity) bounded(d Decision, action string, t Target) Decision {
	if id.Boundary == nil {
		return d
	}
	within := allowedBy(id.Boundary, action, t)
	switch within.Allowed {
	case No:
		return Decision{Why: "the permissions boundary does not allow it"}
	case Maybe:
		d.Allowed, d.Why = Maybe, reason("the permissions boundary may not allow it", within.Why)
	}
	d.Conditions = append(d.Conditions[:len(d.Conditions):len(d.Conditions)], within.Conditions...)
	return d
}

// allowedBy gives the best that the document's Allow statements give.
func allowedBy(doc *Document, action string, t Target) Decision {
	if doc.Unknown {
		return Decision{Allowed: Maybe, By: Source{Document: doc}, Why: reason("the policy is unknown", doc.Why)}
	}
	var best Decision
	for i := range doc.Statements {
		s := &doc.Statements[i]
		if s.Effect == Deny {
			continue
		}
		m := s.Match(action, t)
		if s.Effect == EffectUnknown {
			m = m.And(Maybe)
		}
		d := Decision{Allowed: m, By: Source{doc, s}, Conditions: s.Conditions}
		if m == Maybe {
			d.Why = reason("a statement may allow it", s.why())
		}
		best = better(best, d)
	}
	return best
}

// better prefers what is surer, then what has fewer conditions.
func better(a, b Decision) Decision {
	if b.Allowed > a.Allowed || b.Allowed == a.Allowed && a.Allowed != No && len(b.Conditions) < len(a.Conditions) {
		return b
	}
	return a
}

// denied applies the document's Deny statements.
func denied(d Decision, doc *Document, action string, t Target) Decision {
	for i := range doc.Statements {
		s := &doc.Statements[i]
		if s.Effect != Deny || s.evadable() {
			continue
		}
		switch m := s.Match(action, t); {
		case m == Yes && len(s.Conditions) == 0:
			return Decision{By: Source{doc, s}, Why: "an explicit Deny"}
		case m == Yes:
			d.Allowed, d.Why = Maybe, "a Deny may apply: "+s.Conditions[0].String()
		case m == Maybe:
			d.Allowed, d.Why = Maybe, reason("a Deny may apply", s.why())
		}
	}
	return d
}

func reason(what, why string) string {
	if why == "" {
		return what
	}
	return what + ": " + why
}
