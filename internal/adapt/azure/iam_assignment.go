package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	rbac "github.com/slsguard/terraform-provider-slsguard/internal/iam/azure"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// roleAssignment adapts a role that is given to a principal within a scope.
func roleAssignment(principalAt string) func(resource) {
	return func(r resource) {
		role, at := roleOf(r)
		a := rbac.Assignment{
			Role: role, Scope: scopeOf(r, "scope"), Condition: conditionOf(r), Place: base.PlaceText(r.Place(at.Attribute())),
		}
		r.give(principal(r, principalAt), a, (*holder).addAssignment)
	}
}

func conditionOf(r resource) rbac.Condition {
	v := r.Str("condition")
	if text, ok := v.Get(); ok {
		return rbac.Condition{Text: text}
	}
	if model.Never(v.IsSet()) {
		return rbac.Condition{}
	}
	return rbac.Condition{Why: base.Either(v.Why(), "the condition of "+r.Address+" is known only after apply")}
}

// give adds an assignment to the identities that a link leads to. Where it may lead to several, each may have it.
func (r resource) give(l model.Link[*model.Identity], a rbac.Assignment, add func(*holder, *rbac.Assignment)) {
	if len(l.To) == 0 {
		r.stray(l)
		return
	}
	if _, ok := l.One(); !ok {
		a.Why = base.Either(l.Why, r.Address+" may be for another identity")
	}
	for _, id := range l.To {
		given := a
		add(r.b.holder(id), &given)
	}
}

// stray notes an assignment whose identity can't be told: it may be for any identity of the same module. One that names
// something of a kind that the plan keeps nothing of is for that.
func (r resource) stray(l model.Link[*model.Identity]) {
	if l.Elsewhere || l.Why == "" || r.namesOthers(l.Place.Attribute()) {
		return
	}
	for _, id := range r.b.Sys.Identities {
		declared, ok := r.b.Plan.Resource(id.Address)
		if ok && declared.Mode == plan.Managed && declared.Module == r.Module {
			h := r.b.holder(id)
			h.reasons = append(h.reasons, r.Address+" may be for it: "+l.Why)
		}
	}
}

// namesOthers tells whether an attribute refers, plainly, to resources that can't be identities that matter.
func (r resource) namesOthers(path string) bool {
	refs := r.References(path)
	for _, ref := range refs {
		typ, _, _ := strings.Cut(strings.TrimPrefix(ref, "data."), ".")
		if !strings.Contains(typ, "_") || r.b.types.Knows(plan.Managed, typ) {
			return false
		}
	}
	return len(refs) > 0
}

// cosmosAssignment adapts a role in the data plane of a Cosmos DB account. The two built-in roles end in 1 and 2
// (https://learn.microsoft.com/azure/cosmos-db/nosql/reference-data-plane-security).
func cosmosAssignment(r resource) {
	role, at := cosmosRole(r)
	scope := scopeOf(r, "scope")
	if account := scopeOf(r, "account_name"); len(scope.Keys) == 0 && len(account.Keys) > 0 {
		scope = account
	}
	scope.Level, scope.Type = rbac.Resource, base.Either(scope.Type, "Microsoft.DocumentDB/databaseAccounts")
	a := rbac.Assignment{Role: role, Scope: scope, Place: base.PlaceText(r.Place(at.Attribute()))}
	r.give(principal(r, "principal_id"), a, (*holder).addAssignment)
}

func cosmosRole(r resource) (*rbac.Role, model.Place) {
	id := r.Str("role_definition_id")
	for _, o := range r.b.Plan.Resolve(r.Resource, "role_definition_id").Origins {
		if isRole(o.Resource) {
			return r.b.definition(o.Resource), id.Place
		}
	}
	text, _ := id.Get()
	if t, ok := r.Holed("role_definition_id"); ok {
		text = t.Text
	}
	const items = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/"
	role := &rbac.Role{Builtin: true}
	switch {
	case strings.HasSuffix(text, "00000000-0000-0000-0000-000000000001"):
		role.Name, role.Permissions = "Cosmos DB Built-in Data Reader", dataPermissions(items+"read")
	case strings.HasSuffix(text, "00000000-0000-0000-0000-000000000002"):
		role.Name, role.Permissions = "Cosmos DB Built-in Data Contributor", dataPermissions(items+"*")
	default: // whatever it is, it reads
		role.Name, role.Permissions = "a role of Cosmos DB", dataPermissions(items+"read")
		role.Permissions[0].DataActions.Why = base.Either(id.Why(), "the Cosmos DB role is not declared in this plan")
		role.Permissions[0].DataActions.Below = armCosmos + "/"
	}
	return role, id.Place
}

func dataPermissions(operations ...string) []rbac.Permission {
	return []rbac.Permission{{DataActions: rbac.Patterns{Texts: operations}}}
}
