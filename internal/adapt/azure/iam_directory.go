package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// directoryRole adapts a role in Microsoft Entra ID that is given to an identity.
func directoryRole(r resource) {
	name, known := privilegedRole(r)
	if !known {
		return
	}
	p := model.Power{
		Kind: model.Escalation, Name: name, Actions: []string{name}, Place: r.Place("role_id"), Note: name + " in the directory",
	}
	if name == globalAdministrator || name == privilegedRoleAdministrator {
		p.Kind = model.Admin
	}
	r.empower("principal_object_id", p)
}

// empower gives a power to the identity that an attribute names.
func (r resource) empower(path string, p model.Power) {
	l := principal(r, path)
	p.Certain = model.True()
	if _, ok := l.One(); !ok {
		p.Certain = model.Undecided(base.Either(l.Why, r.Address+" may be for another identity"))
	}
	for _, id := range l.To {
		given := p
		h := r.b.holder(id)
		h.directory = append(h.directory, &given)
	}
}

const (
	globalAdministrator         = "Global Administrator"
	privilegedRoleAdministrator = "Privileged Role Administrator"
)

// privilegedRole gives the name of a directory role that leads to all others, by its template's id or the name that the
// plan gives it. Source: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference.
func privilegedRole(r resource) (string, bool) {
	roles := map[string]string{
		"62e90394-69f5-4237-9190-012177145e10": globalAdministrator,
		"e8611ab8-c189-46e8-94e1-60213ab1f814": privilegedRoleAdministrator,
		"9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3": "Application Administrator",
		"158c047a-c907-4556-b7ef-446551a6b5f7": "Cloud Application Administrator",
		"7be44c8a-adaf-4e2a-84d6-ab2649e08a13": "Privileged Authentication Administrator",
	}
	if text, ok := r.Str("role_id").Get(); ok && roles[strings.ToLower(text)] != "" {
		return roles[strings.ToLower(text)], true
	}
	for _, o := range r.b.Plan.Resolve(r.Resource, "role_id").Origins {
		named, template := o.Resource.Attr("display_name").Text(), strings.ToLower(o.Resource.Attr("template_id").Text())
		for id, name := range roles {
			if name == named || id == template {
				return name, true
			}
		}
	}
	return "", false
}

// appRole adapts a permission on Microsoft Graph that lets an identity give itself, or an application that it then acts
// as, any other. Source: https://learn.microsoft.com/graph/permissions-reference.
func appRole(r resource) {
	text, ok := r.Str("app_role_id").Get()
	name := map[string]string{
		"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8": "RoleManagement.ReadWrite.Directory",
		"06b708a9-e830-4db3-a914-8e69da51d44f": "AppRoleAssignment.ReadWrite.All",
		"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9": "Application.ReadWrite.All",
	}[strings.ToLower(text)]
	if !ok || name == "" {
		return
	}
	r.empower("principal_object_id", model.Power{
		Kind: model.Escalation, Name: name, Actions: []string{name}, Place: r.Place("app_role_id"),
		Note: name + " on Microsoft Graph",
	})
}
