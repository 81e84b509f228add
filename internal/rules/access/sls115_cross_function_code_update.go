package access

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// crossFunctionCodeUpdate finds identities of one function that may change another function.
func crossFunctionCodeUpdate() rule.Rule {
	return rule.Rule{
		ID: "SLS115", Name: "cross-function-code-update",
		Severity: rule.High, Profile: rule.Essential,
		Title: "One function can change the code of another",
		Why: "Whoever breaks into the first function puts code of their choice into the second, and from then on acts as " +
			"the second one's identity, sees its events and its secrets.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "# leave code updates to the pipeline's role\nactions = [\"lambda:InvokeFunction\"]",
			model.Azure:  "# leave code updates to the pipeline's identity\nprincipal_id = azurerm_user_assigned_identity.deploy.principal_id",
			model.Google: "# leave deployments to the pipeline's account\nrole = \"roles/run.invoker\"",
		},
		Unknown: "A policy of the role is built from values known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/access-control-identity-based.html",
			"https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/web-and-mobile#website-contributor",
			"https://cloud.google.com/run/docs/reference/iam/roles",
		},
		Mappings: rule.Mappings{OWASP: []string{"A5:2017", "A8:2017"}, CSA: []string{"SAS-4", "SAS-9"}, CWE: []int{269, 913}, NIST: []string{"AC-6", "SI-7"}},
		Check:    rule.ForEachIn(model.Identities, checkCodeUpdate),
	}
}

func checkCodeUpdate(id *model.Identity, s *model.System, r *rule.Reporter) {
	own := id.Functions()
	if len(own) == 0 {
		return
	}
	r.Pass()
	for _, p := range id.Powers {
		if p.Kind == model.ChangeCode {
			checkCodePower(id, p, s, r)
		}
	}
}

// checkCodePower looks for one other function that the power reaches: one is enough to know. Those that it certainly
// reaches are looked up, so that only where there are none each function has to be asked about.
func checkCodePower(id *model.Identity, p *model.Power, s *model.System, r *rule.Reporter) {
	all := s.Functions
	if p.Narrow && model.Certainly(p.Certain) {
		all = nil // one resource, which it reaches if it is a function of the plan
	}
	for _, functions := range [][]*model.Function{reached(id), all} {
		for _, f := range functions {
			if runsAs(f, id) || !f.Managed {
				continue
			}
			if bad := id.May(model.UpdateCode, f).Allowed.And(p.Certain); !model.Never(bad) {
				v := failCode(id, p, f, bad, r)
				if model.Certainly(bad) {
					hopUsers(v, id)
				}
				return
			}
		}
	}
}

// reached gives the functions that an identity certainly may change.
func reached(id *model.Identity) []*model.Function {
	if id.Reach == nil {
		return nil
	}
	var certain []*model.Function
	add := func(objects []model.Object) {
		for _, o := range objects {
			if f, ok := o.(*model.Function); ok && len(certain) < 2 && model.Certainly(id.May(model.UpdateCode, f).Allowed) {
				certain = append(certain, f)
			}
		}
	}
	reach := id.Reach(model.UpdateCode)
	for _, list := range reach.Named {
		add(list)
	}
	for _, set := range reach.All {
		add(set.Objects)
	}
	return certain
}

func failCode(id *model.Identity, p *model.Power, f *model.Function, bad model.Truth, r *rule.Reporter) *rule.Verdict {
	return r.FailIf(bad, p.Place, "%s can change the code or configuration of function %q.", rule.Capital(usersOf(id)), f.Label()).
		Hop(p.Place, "%s", p.Note).Hop(f.Place(), "function %q runs as another identity", f.Label())
}

func runsAs(f *model.Function, id *model.Identity) bool {
	for _, l := range append([]model.Link[*model.Identity]{f.Identity}, f.MoreIdentities...) {
		if slices.Contains(l.To, id) {
			return true
		}
	}
	return false
}
