package iam

// Grant is what one Allow statement of a resource or trust policy gives to one principal.
type Grant struct {
	To         Grantee
	Actions    []Term // nil with NotActions
	NotActions []Term
	Resources  []Term // nil in a trust policy
	// Inverted says that the statement names what it leaves out: NotAction, NotResource or NotPrincipal.
	Inverted bool
	// Limits are what the conditions ask; all of them must hold.
	Limits []Limit
	// Unknown says that it is only maybe a grant, for Why.
	Unknown bool
	Why     string
	By      Source
}

// Grants gives one grant per Allow statement and principal of a resource or trust policy. NotPrincipal with
// Allow is a grant to Anyone. An unknown document or statement gives one unknown grant.
func (d *Document) Grants() []Grant {
	if d.Unknown {
		return []Grant{{Unknown: true, Why: reason("the policy is unknown", d.Why), By: Source{Document: d}}}
	}
	var out []Grant
	for i := range d.Statements {
		s := &d.Statements[i]
		if s.Effect == Deny {
			continue
		}
		g := Grant{
			Actions: s.Actions, NotActions: s.NotActions, Resources: s.Resources, Inverted: s.inverted(),
			Limits: s.Limits(), By: Source{d, s},
		}
		if s.Unknown || s.Effect == EffectUnknown {
			g.Unknown, g.Why = true, reason("the statement is unknown", s.Why)
		}
		out = append(out, g.to(s)...)
	}
	return out
}

func (g Grant) to(s *Statement) []Grant {
	if s.NotPrincipals != nil {
		g.To = Grantee{Kind: Anyone, ID: "*"}
		return []Grant{g}
	}
	if len(s.Principals) == 0 && g.Unknown {
		g.To.Why = g.Why
		return []Grant{g}
	}
	out := make([]Grant, len(s.Principals))
	for i, p := range s.Principals {
		out[i] = g
		out[i].To = p.Grantee()
	}
	return out
}

// Allows says whether the grant covers an action, or a pattern of actions as a whole.
func (g Grant) Allows(action string) Tri {
	if g.By.Statement == nil {
		return Maybe
	}
	return g.By.Statement.matchAction(action)
}

// Touches says whether the grant covers an action or a part of a pattern: "sns:Publish", "sqs:*".
func (g Grant) Touches(action string) Tri {
	if g.By.Statement == nil {
		return Maybe
	}
	return g.By.Statement.touches(action)
}

// Limited says whether one of the grant's limits is of one of these kinds, and narrows.
func (g Grant) Limited(kinds ...LimitKind) Tri {
	out := No
	for _, l := range g.Limits {
		for _, k := range kinds {
			if l.Kind == k {
				out = out.Or(l.Narrows)
			}
		}
	}
	return out
}

// Pinned says whether a condition keeps strangers out: accounts, organisations, sources or networks other
// than those that the policy names.
func (g Grant) Pinned() Tri { return pinned(g.Limits) }

func pinned(limits []Limit) Tri {
	out := No
	for _, l := range limits {
		if l.Kind.pins() {
			out = out.Or(l.Narrows)
		}
	}
	return out
}
