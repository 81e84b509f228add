package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	rbac "github.com/slsguard/terraform-provider-slsguard/internal/iam/azure"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// roleOf gives the role that an assignment gives, and the place that says so. An assignment has a name or an id of one.
func roleOf(r resource) (*rbac.Role, model.Place) {
	if name := r.Str("role_definition_name"); !model.Never(name.IsSet()) && declaredOrKnown(r, "role_definition_name") {
		return r.b.roleNamed(r, name), name.Place
	}
	id := r.Str("role_definition_id")
	res := r.b.Plan.Resolve(r.Resource, "role_definition_id")
	for _, o := range res.Origins {
		if isRole(o.Resource) && len(res.Origins) == 1 && (res.Complete || id.IsKnown()) {
			return r.b.definition(o.Resource), id.Place
		}
	}
	if text, ok := id.Get(); ok {
		if role, ok := rbac.Builtin(text); ok {
			return role, id.Place
		}
		return &rbac.Role{Name: text, Why: "role " + text + " is not declared in this plan"}, id.Place
	}
	if role, ok := r.b.holedRole(r); ok {
		return role, id.Place
	}
	return &rbac.Role{Why: base.Either(r.WhyUnknown("role_definition_id"), "the role is known only after apply")}, id.Place
}

// declaredOrKnown tells an attribute that the user gives from one that the provider computes from the other.
func declaredOrKnown(r resource, path string) bool {
	declared, ok := r.Declared(path)
	return declared || !ok && r.Str(path).IsKnown() || r.Str(path).IsKnown() && r.Attr("role_definition_id").IsUnknown()
}

func isRole(r *plan.Resource) bool {
	return r.Type == "azurerm_role_definition" || r.Type == "azurerm_cosmosdb_sql_role_definition"
}

// roleNamed gives a role by its name: one that the plan declares, or one of Azure's own.
func (b *builder) roleNamed(r resource, name model.Value[string]) *rbac.Role {
	text, known := name.Get()
	if role, ok := rbac.Builtin(text); known && ok {
		return role
	}
	res := b.Plan.Resolve(r.Resource, "role_definition_name")
	for _, o := range res.Origins {
		if isRole(o.Resource) && len(res.Origins) == 1 {
			return b.definition(o.Resource)
		}
	}
	if known {
		return &rbac.Role{Name: text, Why: "role " + text + " is not declared in this plan"}
	}
	return &rbac.Role{Why: base.Either(name.Why(), "the name of the role is known only after apply")}
}

// holedRole reads a role definition id that is made of an unknown subscription's id and a GUID that is written out.
func (b *builder) holedRole(r resource) (*rbac.Role, bool) {
	t, ok := r.Holed("role_definition_id")
	if !ok {
		return nil, false
	}
	i := strings.LastIndexByte(t.Text, '/')
	if i < 0 {
		return nil, false
	}
	return rbac.Builtin(t.Text[i+1:])
}

// declareRole adapts a role that the plan defines.
func declareRole(r resource) {
	role := r.b.definition(r.Resource)
	d := &model.RoleDefinition{Head: r.Head(), Place: r.Place("permissions.0.actions")}
	d.Everything, d.GivesRoles = truth(role.Everything()), truth(role.GivesRoles())
	r.b.Sys.RoleDefinitions = append(r.b.Sys.RoleDefinitions, d)
}

// definition gives the role that a role definition, or a data source of one, describes.
func (b *builder) definition(r *plan.Resource) *rbac.Role {
	role, ok := b.iam.roles[r]
	if !ok {
		role = readRole(b.resource(r))
		b.iam.roles[r] = role
	}
	return role
}

func readRole(r resource) *rbac.Role {
	name := r.Str("name")
	for _, path := range []string{"name", "role_definition_id"} {
		if text, ok := r.Str(path).Get(); ok && r.Mode == plan.Data {
			if role, ok := rbac.Builtin(text); ok {
				return role
			}
		}
	}
	text, _ := name.Get()
	role := &rbac.Role{Name: base.Either(text, r.Address), Place: base.PlaceText(r.Place("permissions.0.not_actions"))}
	n, known := r.Blocks("permissions")
	if !known {
		role.Why = r.Address + ".permissions is known only after apply"
	}
	for i := range n {
		at := "permissions." + base.Itoa(i) + "."
		role.Permissions = append(role.Permissions, rbac.Permission{
			Actions: patterns(r, at+"actions"), NotActions: patterns(r, at+"not_actions"),
			DataActions: patterns(r, at+"data_actions"), NotDataActions: patterns(r, at+"not_data_actions"),
		})
	}
	return role
}

// patterns reads a list of operations, as far as it is known.
func patterns(r resource, path string) rbac.Patterns {
	v := r.Attr(path)
	var p rbac.Patterns
	if v.IsUnknown() && !r.LeftOut(path) {
		p.Why = r.WhyUnknown(path)
	}
	for _, item := range v.Items() {
		if item.IsUnknown() {
			p.Why = base.Either(p.Why, r.WhyUnknown(path))
			continue
		}
		p.Texts = append(p.Texts, item.Text())
	}
	return p
}
