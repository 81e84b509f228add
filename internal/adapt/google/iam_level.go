package google

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	googleiam "github.com/slsguard/terraform-provider-slsguard/internal/iam/google"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// hierarchyTypes bind roles on projects, folders and organisations.
func hierarchyTypes() types {
	all := types{}
	for _, level := range []struct {
		level        googleiam.Level
		prefix, path string
	}{
		{googleiam.Project, "google_project_iam", "project"},
		{googleiam.Folder, "google_folder_iam", "folder"},
		{googleiam.Organization, "google_organization_iam", "org_id"},
	} {
		link := func(r resource) { r.levelBindings(r.levelScope(level.level, level.path)) }
		for _, form := range forms() {
			all[level.prefix+form] = adapter{Finish: link}
		}
	}
	return all
}

// forms are the three forms of the resources that bind roles.
func forms() []string { return []string{"_member", "_binding", "_policy"} }

// levelBindings gives accounts the roles that a resource binds on a project or above.
func (r resource) levelBindings(s googleiam.Scope) {
	r.state(s)
	for _, bound := range r.bindings() {
		for _, m := range bound.members {
			r.bind(bound, m, s)
		}
		r.strangersActAs(bound, s)
	}
}

// bind gives the accounts that a member stands for a role.
func (r resource) bind(bound binding, m member, s googleiam.Scope) {
	for _, id := range m.ids {
		b := googleiam.Binding{Role: bound.role, Scope: s, Condition: bound.condition, Place: base.PlaceText(m.place), Certain: iam.Yes}
		m.certain.Decide(func() {}, func() { b.Certain = iam.No }, func(why string) { b.Certain, b.Why = iam.Maybe, why })
		h := r.b.holder(id)
		h.Bindings = append(h.Bindings, b)
	}
}

// wideGrant is a role on a project or above for many principals, with which each of them acts as every account in it.
type wideGrant struct {
	scope googleiam.Scope
	grant *model.Grant
}

// strangersActAs notes members that stand for many and may act as every service account.
func (r resource) strangersActAs(bound binding, s googleiam.Scope) {
	abilities := abilitiesOf(bound.role, identityClass())
	if len(abilities) == 0 {
		return
	}
	for _, m := range bound.members {
		switch m.principal.Kind {
		case model.Anyone, model.AnyAccount, model.Federated:
			r.b.iam.wide = append(r.b.iam.wide, wideGrant{s, r.grant(bound, m, abilities)})
		default:
		}
	}
}

// grant makes the grant of a role to a member on an object.
func (r resource) grant(bound binding, m member, abilities []model.Ability) *model.Grant {
	g := &model.Grant{
		Place: m.place, Principal: m.principal, Abilities: abilities, Actions: []string{bound.role.Name},
		Limits: append(conditionLimits(bound.condition, m.place), m.limits...), Certain: m.certain,
	}
	if m.place.Address() != r.Address {
		g.Through = r.Place("policy_data")
	}
	reading := bound.condition.Read()
	g.Inverted = reading.Inverted
	for i := range g.Limits {
		g.Limits[i].Values.Place = m.place
	}
	if why := base.Either(bound.role.Why, bound.condition.Why); why != "" {
		g.Certain = g.Certain.And(model.Undecided(why))
	}
	if m.principal.Kind == model.Anyone || m.principal.Kind == model.AnyAccount {
		g.Certain = g.Certain.And(r.b.strangersAllowed())
	}
	return g
}

// conditionLimits tells what a condition ties a grant to. That it ends one day does not tie it down.
func conditionLimits(c googleiam.Condition, at model.Place) []model.Limit {
	reading := c.Read()
	if c.Why != "" || !reading.Narrows() {
		return nil
	}
	return []model.Limit{{Kind: model.OtherLimit, Values: model.Known([]string{c.Expression}, at)}}
}
