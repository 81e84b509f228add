package iam

import (
	"slices"
	"strings"
)

func sortSensitive(found []*sensitive) {
	slices.SortFunc(found, func(a, b *sensitive) int { return strings.Compare(a.action, b.action) })
}

// escalations adds the sets of which every step is held.
func (p *powers) escalations() {
	if len(p.held) == 0 {
		return
	}
	for _, set := range escalationSets() {
		if power, ok := p.escalation(set); ok {
			p.out = append(p.out, power)
		}
	}
}

func (p *powers) escalation(set escalationSet) (Power, bool) {
	power := Power{Kind: Escalation, Name: set.id, Certain: Yes}
	for i := range set.steps {
		best := p.step(set, &set.steps[i])
		if best.certain == No {
			return Power{}, false
		}
		if best.certain < power.Certain {
			power.Certain, power.Why = best.certain, best.why
		}
		power.take(best)
	}
	return power, true
}

func (power *Power) take(h hold) {
	power.Actions = append(power.Actions, h.action)
	if slices.Contains(power.By, h.by) {
		return
	}
	power.By = append(power.By, h.by)
	power.Conditions = append(power.Conditions, h.by.Statement.Conditions...)
	power.Resources = append(power.Resources, h.by.Statement.Resources...)
}

// hold is a step's action as a statement gives it.
type hold struct {
	action  string
	by      Source
	certain Tri
	why     string
}

// step gives the surest of the ways to take a step, with the fewest conditions.
func (p *powers) step(set escalationSet, st *step) hold {
	var best hold
	for _, action := range st.anyOf {
		for _, by := range p.held[sensitives().byName[strings.ToLower(action)]] {
			h := hold{action: action, by: by}
			h.certain, h.why = p.holds(set, st, action, by.Statement)
			if h.certain > best.certain || h.certain == best.certain && h.certain != No &&
				len(by.Statement.Conditions) < len(best.by.Statement.Conditions) {
				best = h
			}
		}
	}
	return best
}

// holds says whether a statement lets the step be taken towards more rights: on resources other than a known
// few, not pinned by a condition that rules the set out, and left by Deny and boundary.
func (p *powers) holds(set escalationSet, st *step, action string, s *Statement) (Tri, string) {
	if !allowsSet(set, s) {
		return No, ""
	}
	certain, why := Yes, ""
	if st.broad {
		certain, why = p.reach(st, action, s)
	}
	if certain == No {
		return No, ""
	}
	left, w := p.leftOf(action, s)
	if left < certain {
		certain, why = left, w
	}
	return certain, why
}

func (p *powers) reach(st *step, action string, s *Statement) (Tri, string) {
	service, _, _ := strings.Cut(action, ":")
	if st.anyService {
		service = ""
	}
	if p.onSelf(st, s) {
		return Yes, ""
	}
	switch s.widestResource(service, st.kind) {
	case broad:
		return Yes, ""
	case partial:
		return Maybe, "what the resource's wildcard takes in is unknown"
	case guessed:
		return Maybe, reason("the resource is unknown", s.why())
	}
	return No, ""
}

// onSelf: to change one's own policies one needs no right over others.
func (p *powers) onSelf(st *step, s *Statement) bool {
	if !st.self || p.id.Self == (Target{}) || s.Resources == nil {
		return false
	}
	return s.matchResource(p.id.Self) == Yes
}

// allowsSet: a condition may rule the set out: the service to which a role may be passed, the policies that
// may be attached, the boundary that the changed role must have.
func allowsSet(set escalationSet, s *Statement) bool {
	for i := range s.Conditions {
		c := &s.Conditions[i]
		op, ok := parseOperator(c.Operator)
		if !ok || c.Unknown || op.negated || op.family == null {
			continue
		}
		switch kindOf(c.Key) {
		case ByPassedToService:
			if set.service != "" && !mentions(c.Values, set.service, op) {
				return false
			}
		case ByPolicyARN:
			if !mentions(c.Values, "arn:aws:iam::aws:policy/AdministratorAccess", op) {
				return false
			}
		case ByPermissionsBoundary:
			return false // whoever is changed stays within that boundary
		}
	}
	return true
}

// mentions says whether one of the values may be the text.
func mentions(values []Term, text string, op operator) bool {
	return slices.ContainsFunc(values, func(v Term) bool {
		if v.Unknown {
			return len(v.Refs) == 0
		}
		if op.family != stringLike {
			return strings.EqualFold(v.Text, text)
		}
		return relate(v.Text, text, true) == Yes
	})
}
