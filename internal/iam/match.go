package iam

import (
	"slices"
	"strings"
)

// Match says whether the statement speaks of this action on this target, whatever its effect and conditions.
func (s *Statement) Match(action string, t Target) Tri {
	a := s.matchAction(action)
	if a == No {
		return No
	}
	return a.And(s.matchResource(t))
}

// MayCover says whether the statement covers an action, or may.
func (s *Statement) MayCover(action string) bool { return s.matchAction(action) != No }

// Covers says whether the statement certainly covers an action.
func (s *Statement) Covers(action string) bool { return s.matchAction(action) == Yes }

// Match says whether the term covers a target.
func (t *Term) Match(target Target) Tri { return matchTerm(t, target, target.subject()) }

// matchAction says whether the statement covers an action, or a pattern of actions as a whole.
func (s *Statement) matchAction(action string) Tri {
	if s.Unknown {
		return Maybe
	}
	out := Yes
	if s.NotActions != nil {
		out = anyAction(s.NotActions, action).Not()
	}
	if s.Actions != nil || s.NotActions == nil {
		out = out.And(anyAction(s.Actions, action))
	}
	return out
}

func anyAction(terms []Term, action string) Tri {
	out := No
	for i := range terms {
		if out = out.Or(relateAction(&terms[i], action)); out == Yes {
			return Yes
		}
	}
	return out
}

func relateAction(t *Term, action string) Tri {
	if t.Unknown {
		return relate(orHole(t.Text), action, true)
	}
	// Most terms are of another service: the first letter tells most of them apart.
	if p := t.Text; p != "" && action != "" && isLetter(p[0]) && isLetter(action[0]) &&
		foldByte(p[0]) != foldByte(action[0]) {
		return No
	}
	if t.Text == "*:*" {
		return Yes
	}
	return relate(t.Text, action, true)
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// matchResource says whether the statement covers a target. A statement without resources, as in a trust
// policy, speaks of what it is attached to.
func (s *Statement) matchResource(t Target) Tri {
	if s.Unknown {
		return Maybe
	}
	out := Yes
	subject := t.subject()
	if s.NotResources != nil {
		out = anyResource(s.NotResources, t, subject).Not()
	}
	if s.Resources != nil {
		out = out.And(anyResource(s.Resources, t, subject))
	}
	return out
}

func anyResource(terms []Term, t Target, subject string) Tri {
	out := No
	for i := range terms {
		if out = out.Or(matchTerm(&terms[i], t, subject)); out == Yes {
			return Yes
		}
	}
	return out
}

func matchTerm(term *Term, t Target, subject string) Tri {
	if !term.Unknown {
		return relateARN(term.Text, subject)
	}
	if len(term.Refs) == 0 || t.Ref == "" {
		return relateARN(orHole(term.Text), subject)
	}
	if term.Text != "" && !strings.HasPrefix(term.Text, Hole) {
		return matchPrefixed(term, t, subject)
	}
	return matchRef(term, t)
}

// relateARN is relate for ARNs. Where both spell out a part before the resource (the service, the account),
// and differently, the ARNs are two: an unknown part holds no colon, which relate alone doesn't know.
func relateARN(pattern, subject string) Tri {
	out := relate(pattern, subject, false)
	if out != Maybe || !strings.Contains(subject, Hole) && !strings.Contains(pattern, Hole) {
		return out
	}
	for range 5 {
		a, restA, okA := strings.Cut(pattern, ":")
		b, restB, okB := strings.Cut(subject, ":")
		if !okA || !okB {
			return out
		}
		if a != b && isLiteral(a) && isLiteral(b) {
			return No
		}
		pattern, subject = restA, restB
	}
	return out
}

// matchRef holds a term that begins with the ARN of an object against a target that is one: two objects of a
// plan have two ARNs, so another object is certainly not meant.
func matchRef(term *Term, t Target) Tri {
	switch {
	case !slices.Contains(term.Refs, t.Ref):
		return No
	case len(term.Refs) > 1:
		return Maybe
	case term.Text == "" && t.Part:
		return Maybe
	case term.Text == "":
		return Yes // built from the object's ARN in a way that the plan doesn't show
	}
	return relate(term.Text[1:], t.Suffix, false)
}

// matchPrefixed holds a term that ends in an object's name against a target, as in
// "arn:aws:lambda:eu-west-1:123456789012:function:${aws_lambda_function.f.function_name}".
func matchPrefixed(term *Term, t Target, subject string) Tri {
	out := relateARN(term.Text, subject)
	before, after, _ := strings.Cut(term.Text, Hole)
	named := len(term.Refs) == 1 && term.Refs[0] == t.Ref && !strings.Contains(after, Hole) &&
		(strings.HasSuffix(before, ":") || strings.HasSuffix(before, "/")) &&
		strings.HasPrefix(before, "arn:") && strings.Count(before, ":") >= 5
	if out == Maybe && named && relate(after, t.Suffix, false) == Yes {
		return Yes
	}
	return out
}

// hasUnknown says that a part of the statement is known only after apply.
func (s *Statement) hasUnknown() bool {
	if s.Unknown {
		return true
	}
	for _, terms := range [][]Term{s.Actions, s.NotActions, s.Resources, s.NotResources} {
		if slices.ContainsFunc(terms, func(t Term) bool { return t.Unknown && len(t.Refs) != 1 }) {
			return true
		}
	}
	return false
}

// why gives the reason of the first unknown part.
func (s *Statement) why() string {
	if s.Why != "" {
		return s.Why
	}
	for _, terms := range [][]Term{s.Actions, s.NotActions, s.Resources, s.NotResources} {
		for _, t := range terms {
			if t.Unknown && t.Why != "" {
				return t.Why
			}
		}
	}
	return ""
}

// inverted says that the statement names what it does not cover.
func (s *Statement) inverted() bool {
	return s.NotActions != nil || s.NotResources != nil || s.NotPrincipals != nil
}
