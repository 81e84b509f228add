package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	googleiam "github.com/slsguard/terraform-provider-slsguard/internal/iam/google"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// customRole keeps what a role that the plan makes gives.
func customRole(r resource) {
	name, known := r.Str("role_id").Get()
	if !known {
		name = r.Address
	}
	permissions := r.Strs("permissions")
	role := googleiam.CustomRole(name, nil)
	if list, ok := permissions.Get(); ok {
		role = googleiam.CustomRole(name, list)
	} else if why := permissions.Why(); why != "" {
		role.Why = why
	}
	if stage, _ := r.Str("stage").Get(); stage == "DISABLED" {
		role = googleiam.CustomRole(name, nil)
	}
	r.b.iam.roles[r.Resource] = role
	if known {
		r.b.iam.byRole[name] = append(r.b.iam.byRole[name], r.Resource)
	}
}

// role gives the role at an attribute.
func (r resource) role(path string) googleiam.Role {
	v := r.Str(path)
	text, known := v.Get()
	if known && strings.HasPrefix(text, "roles/") {
		return googleiam.Predefined(text)
	}
	res := r.B.Plan.Resolve(r.Resource, path)
	for _, o := range res.Origins {
		if role, ok := r.b.iam.roles[o.Resource]; ok && res.Complete && len(res.Origins) == 1 {
			return role
		}
	}
	if known {
		return r.b.roleNamed(text)
	}
	return googleiam.UnknownRole("a role known only after apply", base.Either(v.Why(), path+" is not given"))
}

// roleNamed gives a role by its name: projects/PROJECT/roles/ID for one that a customer has made.
func (b *builder) roleNamed(text string) googleiam.Role {
	if !strings.HasPrefix(text, "roles/") {
		short := text[strings.LastIndexByte(text, '/')+1:]
		if made := b.iam.byRole[short]; len(made) == 1 {
			return b.iam.roles[made[0]]
		}
	}
	return googleiam.Predefined(text)
}

// condition reads a condition block.
func (r resource) condition(path string) googleiam.Condition {
	if n, known := r.Blocks(path); !known && !base.Omitted(r, path) {
		return googleiam.Condition{Why: r.WhyUnknown(path)}
	} else if n == 0 {
		return googleiam.Condition{}
	}
	title, _ := r.Str(path + ".0.title").Get()
	v := r.Str(path + ".0.expression")
	expression, _ := v.Get()
	return googleiam.Condition{Title: title, Expression: expression, Why: v.Why()}
}

// binding is one role for some members, as a resource or a policy states it.
type binding struct {
	role      googleiam.Role
	condition googleiam.Condition
	members   []member
	place     model.Place // of the role
}

// bindings reads what a resource of one of the three forms states: a member, a binding or a whole policy.
func (r resource) bindings() []binding {
	switch {
	case strings.HasSuffix(r.Type, "_iam_member"):
		return []binding{r.binding("member", "role", "condition")}
	case strings.HasSuffix(r.Type, "_iam_binding"):
		return []binding{r.binding("members", "role", "condition")}
	}
	return r.policy("policy_data")
}

func (r resource) binding(members, role, condition string) binding {
	return binding{role: r.role(role), condition: r.condition(condition), members: r.members(members), place: r.Place(role)}
}

// policy reads a whole policy: from the data source that writes it, or as the text that it gave.
func (r resource) policy(path string) []binding {
	res := r.B.Plan.Resolve(r.Resource, path)
	if len(res.Origins) == 1 && res.Origins[0].Resource.Type == "google_iam_policy" && res.Complete {
		return r.b.resource(res.Origins[0].Resource).documentBindings()
	}
	v := r.Str(path)
	if text, ok := v.Get(); ok {
		return r.policyText(text, path)
	}
	if model.Never(v.IsSet()) {
		return nil
	}
	why := base.Either(v.Why(), path+" is known only after apply")
	return []binding{unreadBinding(why, r.Place(path))}
}

// unreadBinding is one of which neither the role nor the members are known.
func unreadBinding(why string, at model.Place) binding {
	who := model.Principal{Kind: model.UnknownPrincipal, Why: why}
	return binding{
		role: googleiam.UnknownRole("a role that is not known", why), place: at,
		members: []member{{principal: who, certain: model.True(), place: at}},
	}
}

// documentBindings reads the blocks of data "google_iam_policy".
func (r resource) documentBindings() []binding {
	n, known := r.Blocks("binding")
	all := make([]binding, 0, n)
	for i := range n {
		at := "binding." + base.Itoa(i)
		all = append(all, r.binding(at+".members", at+".role", at+".condition"))
	}
	if text := r.Attr("policy_data"); n == 0 && text.Kind() == plan.String {
		return r.policyText(text.Text(), "policy_data")
	}
	if !known && !base.Omitted(r, "binding") {
		all = append(all, unreadBinding(r.WhyUnknown("binding"), r.Place("binding")))
	}
	return all
}
