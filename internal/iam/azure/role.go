// Package azure answers what Azure's role assignments allow, as Azure RBAC evaluates them: actions and data actions with
// wildcards and exclusions, scopes that hold for all that is below them, conditions. A role, a scope or a condition may be
// known only after apply; every answer is three-valued, and says why when it is iam.Maybe.
//
// Deny assignments are left out: only Azure itself makes them (for managed applications and deployment stacks), so that no
// plan can hold one (https://learn.microsoft.com/azure/role-based-access-control/deny-assignments).
//
// Source: https://learn.microsoft.com/azure/role-based-access-control/overview.
package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/facts"
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
)

// Operation is what a permission is about: "Microsoft.Web/sites/write". Data operations are allowed by data actions.
type Operation struct {
	Name string
	Data bool
}

// Patterns are a list of operations in a role; "*" stands for any text.
type Patterns struct {
	Texts []string
	Why   string // why there may be more; "" when there are not
	// Below is what those that there may be begin with; "" for anything.
	Below string
}

// match tells whether one of the patterns covers an operation.
func (p Patterns) match(name string) iam.Tri {
	for _, text := range p.Texts {
		if glob(text, name) {
			return iam.Yes
		}
	}
	if p.Why != "" && glob(p.Below+"*", name) {
		return iam.Maybe
	}
	return iam.No
}

// everything tells whether all operations are covered.
func (p Patterns) everything() bool {
	for _, text := range p.Texts {
		if text != "" && strings.Trim(text, "*/") == "" {
			return true
		}
	}
	return false
}

// Permission is one of a role's permissions: what is in Actions and not in NotActions, and the same of data.
type Permission struct {
	Actions, NotActions, DataActions, NotDataActions Patterns
	Condition                                        Condition
}

// allows tells whether the permission allows an operation, whatever its condition.
func (p *Permission) allows(op Operation) iam.Tri {
	if op.Data {
		return p.DataActions.match(op.Name).And(p.NotDataActions.match(op.Name).Not())
	}
	return p.Actions.match(op.Name).And(p.NotActions.match(op.Name).Not())
}

// Role is a role definition.
type Role struct {
	Name        string // "Storage Blob Data Reader"
	Builtin     bool   // one that Azure defines
	Permissions []Permission
	Why         string // why its permissions are not known; "" when they are
	Place       string // of the resource that defines it; "" for one of Azure's own
}

// Everything tells whether the role allows all actions, but perhaps for a list.
func (r *Role) Everything() (iam.Tri, string) { return r.allows(Operation{Name: "*"}) }

// GivesRoles tells whether whoever has the role may give roles to others, or change what they allow.
func (r *Role) GivesRoles() (iam.Tri, string) {
	gives, why := r.allows(Operation{Name: writeAssignments})
	if gives == iam.Yes {
		return gives, why
	}
	changes, whyChanges := r.allows(Operation{Name: writeDefinitions})
	if changes > gives {
		return changes, whyChanges
	}
	return gives, why
}

// allows tells whether one of the permissions allows an operation without a condition, and why it may.
func (r *Role) allows(op Operation) (iam.Tri, string) {
	a := Assignment{Role: r, Place: r.Name}
	given, h, why := a.holds(op)
	if h == narrow {
		return iam.No, ""
	}
	return given, why
}

// Builtin gives a built-in role by its name, its GUID or its role definition id.
func Builtin(role string) (*Role, bool) {
	known, ok := facts.FindAzureRole(role)
	if !ok {
		return nil, false
	}
	r := &Role{Name: known.Name, Builtin: true, Permissions: make([]Permission, 0, len(known.Permissions))}
	for _, p := range known.Permissions {
		r.Permissions = append(r.Permissions, Permission{
			Actions: Patterns{Texts: p.Actions}, NotActions: Patterns{Texts: p.NotActions},
			DataActions: Patterns{Texts: p.DataActions}, NotDataActions: Patterns{Texts: p.NotDataActions},
			Condition: Condition{Text: p.Condition},
		})
	}
	return r, true
}

// glob matches a pattern with "*" without regard to case; operations are ASCII.
func glob(pattern, s string) bool {
	p, i, star, mark := 0, 0, -1, 0
	for i < len(s) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, i
			p++
		case p < len(pattern) && fold(pattern[p]) == fold(s[i]):
			p++
			i++
		case star >= 0:
			mark++
			p, i = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

func fold(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}
