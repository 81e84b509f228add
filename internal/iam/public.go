package iam

import "strings"

// Public says whether anyone on earth may do one of the actions, or anything at all when none is given: an
// Allow statement takes in everyone, no condition keeps strangers out, and no Deny does.
func (d *Document) Public(actions ...string) Tri {
	t, _ := d.PublicBy(actions...)
	return t
}

// PublicBy is Public with the statement that lets anyone in.
func (d *Document) PublicBy(actions ...string) (Tri, Source) {
	if d.Unknown {
		return Maybe, Source{Document: d}
	}
	if len(actions) == 0 {
		actions = []string{"*"}
	}
	out, by := No, Source{}
	for i := range d.Statements {
		s := &d.Statements[i]
		if s.Effect == Deny {
			continue
		}
		for _, a := range actions {
			if t := d.lets(s, a); t > out {
				out, by = t, Source{d, s}
			}
		}
	}
	return out, by
}

// lets says whether the statement lets strangers do the action, given the document's Denies.
func (d *Document) lets(s *Statement, action string) Tri {
	t := s.coversAnyone().And(s.touches(action)).And(pinned(s.Limits()).Not())
	if s.Effect == EffectUnknown {
		t = t.And(Maybe)
	}
	if t == No {
		return No
	}
	for i := range d.Statements {
		if deny := &d.Statements[i]; deny.Effect == Deny {
			t = t.And(deny.shutsOut(s, action).Not())
		}
	}
	return t
}

// touches says whether the statement covers the action or a part of the pattern, so that "sqs:SendMessage"
// touches "sqs:*".
func (s *Statement) touches(action string) Tri {
	t := s.matchAction(action)
	if t != Maybe || s.Unknown || !strings.ContainsAny(action, "*?") {
		return t
	}
	if s.NotActions != nil {
		return Yes // all but a few
	}
	for _, a := range s.Actions {
		if !a.Unknown && relate(action, a.Text, true) != No || a.Text == "*" {
			return Yes
		}
	}
	return t
}

// shutsOut says whether a Deny keeps strangers from what an Allow gives them.
func (s *Statement) shutsOut(allow *Statement, action string) Tri {
	if s.evadable() {
		return No
	}
	covered := s.deniesAnyone().And(s.coversGrant(allow, action))
	if covered == No {
		return No
	}
	return covered.And(s.holdsForStrangers())
}

// deniesAnyone: a Deny with NotPrincipal hits all but those it names.
func (s *Statement) deniesAnyone() Tri { return s.coversAnyone() }

// coversGrant says whether a Deny covers all that the Allow gives: of the action asked for, or, for a
// pattern, of each action that the Allow names.
func (s *Statement) coversGrant(allow *Statement, action string) Tri {
	if !strings.ContainsAny(action, "*?") || allow.NotActions != nil {
		return wholly(s.matchAction(action)).And(s.coversResources(allow))
	}
	out := Yes
	for _, a := range allow.Actions {
		if relate(action, a.Text, true) != No || relateAction(&a, action) != No {
			out = out.And(wholly(s.matchAction(orHole(a.Text))))
		}
	}
	return out.And(s.coversResources(allow))
}

// wholly: a Deny of a part leaves the rest allowed.
func wholly(t Tri) Tri {
	if t == Maybe {
		return No
	}
	return t
}

func (s *Statement) coversResources(allow *Statement) Tri {
	if allow.Resources == nil || s.Resources == nil && s.NotResources == nil {
		return Yes
	}
	out := Yes
	for _, r := range allow.Resources {
		out = out.And(s.matchResource(targetOf(r)))
	}
	return out
}

// holdsForStrangers says whether the Deny's conditions are true for whoever the policy doesn't name: each is
// the negation of a pin, which a stranger cannot meet, or asks whether an AWS service calls.
func (s *Statement) holdsForStrangers() Tri {
	out := Yes
	for i := range s.Conditions {
		out = out.And(s.Conditions[i].holdsForStrangers())
	}
	return out
}

func (c *Condition) holdsForStrangers() Tri {
	op, ok := parseOperator(c.Operator)
	if !ok || c.Unknown {
		return Maybe
	}
	kind := kindOf(c.Key)
	switch {
	case op.negated && kind.pins():
		op.negated = false
		return widest(c.Values, func(v Term) Tri { return valueNarrows(kind, op, v) })
	case op.family == null && kind.pins():
		return allFalse(c.Values).Not() // "Null": "true" hits who lacks the key
	case op.family == boolean && (kind == ByPrincipalService || kind == ByViaService):
		return allFalse(c.Values) // a stranger is no service
	}
	return Maybe
}

func allFalse(values []Term) Tri {
	out := Yes
	for _, v := range values {
		switch {
		case v.Unknown:
			out = out.And(Maybe)
		case !strings.EqualFold(v.Text, "false"):
			out = No
		}
	}
	return out
}

// DeniesInsecureTransport says whether a Deny keeps everyone from every action without TLS: it must take in
// all principals and all actions of the service ("*" or "sqs:*"), on all that the policy speaks of.
func (d *Document) DeniesInsecureTransport() Tri {
	if d.Unknown {
		return Maybe
	}
	out := No
	for i := range d.Statements {
		s := &d.Statements[i]
		if s.Effect == Deny || s.Unknown {
			out = out.Or(s.coversAnyone().And(s.wholeService()).And(s.asksForPlaintext()))
		}
	}
	return out
}

// wholeService says whether the statement's actions are all of a service. Of a topic, publishing is all that carries
// data: it is what AWS's own example denies (SNS developer guide, "Enforce encryption of data in transit").
func (s *Statement) wholeService() Tri {
	if s.Unknown {
		return Maybe
	}
	out := No
	for _, a := range s.Actions {
		_, name, ok := strings.Cut(a.Text, ":")
		switch {
		case a.Unknown:
			out = out.Or(Maybe)
		case strings.Trim(a.Text, "*") == "", ok && strings.Trim(name, "*") == "", strings.EqualFold(a.Text, "sns:Publish"):
			return Yes
		}
	}
	return out
}

// asksForPlaintext says whether the Deny holds for every request without TLS: with nothing else asked. One without
// conditions holds for all requests.
func (s *Statement) asksForPlaintext() Tri {
	if s.Unknown {
		return Maybe
	}
	if len(s.Conditions) == 0 {
		return Yes
	}
	if len(s.Conditions) > 1 {
		return No
	}
	c := &s.Conditions[0]
	op, _ := parseOperator(c.Operator)
	switch {
	case c.Unknown:
		return Maybe
	case op.family == boolean && c.keyIs("aws:SecureTransport"):
		return allFalse(c.Values)
	case op.family == ordered && op.less && c.keyIs("s3:TlsVersion"):
		// The key is missing from a request without TLS, and then only the IfExists form holds.
		if op.ifExists {
			return Yes
		}
		return Maybe
	}
	return No
}
