package iam

// left says what Deny statements and the boundary leave of an action, or a pattern of actions as a whole, on
// a resource as a statement writes it.
func (p *powers) left(action string, resource Term) (Tri, string) {
	out, why := p.afterDenies(action, targetOf(resource))
	if out == No || p.boundary == nil {
		return out, why
	}
	if b := p.withinBoundary(action, resource); b < out {
		return b, "the permissions boundary may not allow it"
	}
	return out, why
}

// leftOf is left over all resources of a statement: the best of them.
func (p *powers) leftOf(action string, s *Statement) (Tri, string) {
	if s.Resources == nil {
		return p.left(action, Term{Text: "*"})
	}
	best, why := No, ""
	for _, r := range s.Resources {
		if t, w := p.left(action, r); t > best || best == No {
			best, why = t, w
		}
		if best == Yes {
			return Yes, ""
		}
	}
	return best, why
}

func (p *powers) afterDenies(action string, t Target) (Tri, string) {
	out, why := Yes, ""
	for _, s := range p.denies {
		switch s.takes(action, t) {
		case Yes:
			return No, "an explicit Deny"
		case Maybe:
			out, why = Maybe, "a Deny may apply: "+s.reasonToApply()
		}
	}
	return out, why
}

// takes says whether a Deny takes the action away. A Deny of some of the resources or actions leaves a power
// over the others; only an inverted one, or one with unknown parts, may leave nothing.
func (s *Statement) takes(action string, t Target) Tri {
	m := s.Match(action, t)
	switch {
	case m == Maybe && !s.hasUnknown() && !s.inverted():
		return No
	case m == Yes && len(s.Conditions) > 0:
		return Maybe
	}
	return m
}

func (s *Statement) reasonToApply() string {
	if len(s.Conditions) > 0 {
		return s.Conditions[0].String()
	}
	if why := s.why(); why != "" {
		return why
	}
	return "it names what it leaves out"
}

// withinBoundary says whether the boundary allows the action on as broad a resource. Of a boundary that is
// known, what it allows in part it does not allow as a whole.
func (p *powers) withinBoundary(action string, resource Term) Tri {
	if p.boundary.Unknown {
		return Maybe
	}
	out := No
	target := targetOf(resource)
	for i := range p.boundary.Statements {
		s := &p.boundary.Statements[i]
		if s.Effect == Deny {
			continue
		}
		m := s.matchAction(action).And(s.matchBroad(target, resource))
		if m == Maybe && !s.hasUnknown() && !s.inverted() {
			m = No
		}
		if s.Effect == EffectUnknown || len(s.Conditions) > 0 {
			m = m.And(Maybe)
		}
		out = out.Or(m)
	}
	return out
}

// matchBroad is matchResource, where a boundary that takes in all resources of the account keeps a broad
// resource broad: "arn:aws:kms:*:*:key/*" under "*".
func (s *Statement) matchBroad(t Target, resource Term) Tri {
	m := s.matchResource(t)
	if m == Maybe && breadthOf(resource) == broad && s.widestResource("", "") == broad && s.NotResources == nil {
		return Yes
	}
	return m
}
