package azure

import "github.com/slsguard/terraform-provider-slsguard/internal/iam"

// Assignment gives a role to an identity within a scope.
type Assignment struct {
	Role      *Role
	Scope     Scope
	Condition Condition
	Place     string // of the resource that makes it
	Why       string // why it may not be this identity's; "" when it certainly is
}

// Identity is who asks.
type Identity struct {
	Assignments []*Assignment
	Self        Scope // of itself, if it is a resource
}

// Question is an operation, and the type of what it is done to: the object asked about, or something that it is in.
type Question struct {
	Operation
	On string // "Microsoft.Storage/storageAccounts"
}

// Decision is an answer, and the assignment that gives it.
type Decision struct {
	Allowed iam.Tri
	By      *Assignment
	Op      Operation
	Why     string // why it is Maybe
}

// May answers whether an identity may do one of several things to a target: the first sure way is told.
func (id *Identity) May(questions []Question, t Target) Decision {
	var best Decision
	for _, q := range questions {
		chain := t.above(q.On)
		for _, a := range id.Assignments {
			d := a.decide(q.Operation, chain, t)
			if d.Allowed == iam.Yes {
				return d
			}
			if d.Allowed > best.Allowed {
				best = d
			}
		}
	}
	return best
}

func (a *Assignment) decide(op Operation, chain []Node, t Target) Decision {
	gives, why := a.gives(op, t.Container)
	if gives == iam.No {
		return Decision{}
	}
	covers := a.Scope.covers(chain, t.Subscription)
	d := Decision{Allowed: gives.And(covers), By: a, Op: op}
	switch {
	case d.Allowed == iam.No:
		return Decision{}
	case d.Allowed == iam.Yes:
	case gives == iam.Maybe:
		d.Why = why
	default:
		d.Why = a.scopeDoubt(chain)
	}
	return d
}

// scopeDoubt says why it can't be told whether the scope takes something in.
func (a *Assignment) scopeDoubt(chain []Node) string {
	if a.Scope.Why != "" {
		return a.Scope.Why
	}
	for _, n := range chain {
		if n.Why != "" {
			return n.Why
		}
	}
	return "the scope of " + a.Place + " is known only after apply"
}

// gives tells whether the assignment allows an operation at all, in the blob container of a name where one is meant.
func (a *Assignment) gives(op Operation, container string) (iam.Tri, string) {
	given, h, why := a.holds(op)
	if given == iam.No || h == free || why != "" {
		return given, why
	}
	for _, c := range a.conditionsOn(op) {
		if in := c.container(container); in != iam.Yes {
			return in, "the condition of " + a.Place + " may not hold"
		}
	}
	return given, ""
}

// holds tells whether the role allows an operation, and what conditions make of it; why says why it is Maybe.
func (a *Assignment) holds(op Operation) (given iam.Tri, h hold, why string) {
	if a.Role.Why != "" {
		return iam.Maybe, free, a.Role.Why
	}
	best := iam.No
	for i := range a.Role.Permissions {
		p := &a.Role.Permissions[i]
		allowed := p.allows(op)
		if allowed == iam.No || allowed < best {
			continue
		}
		if c := max(a.Condition.on(op), p.Condition.on(op)); best == iam.No || allowed > best || c < h {
			best, h = allowed, c
		}
	}
	switch {
	case best == iam.No:
		return iam.No, free, ""
	case best == iam.Maybe:
		return iam.Maybe, h, "an operation of role " + a.Role.Name + " is known only after apply"
	case h == doubt:
		return iam.Maybe, h, "the condition of " + a.Place + " is known only after apply"
	case a.Why != "":
		return iam.Maybe, h, a.Why
	}
	return iam.Yes, h, ""
}

// conditionsOn gives the conditions that tie an operation down.
func (a *Assignment) conditionsOn(op Operation) []Condition {
	var out []Condition
	if a.Condition.on(op) == narrow {
		out = append(out, a.Condition)
	}
	for i := range a.Role.Permissions {
		if p := &a.Role.Permissions[i]; p.allows(op) != iam.No && p.Condition.on(op) == narrow {
			out = append(out, p.Condition)
		}
	}
	return out
}

// MayGive tells whether the assignment may give one of several operations somewhere.
func (a *Assignment) MayGive(questions []Question) bool {
	for _, q := range questions {
		if given, _, _ := a.holds(q.Operation); given != iam.No {
			return true
		}
	}
	return false
}
