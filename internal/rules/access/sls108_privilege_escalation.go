package access

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// privilegeEscalation finds identities that can give themselves more permissions than they have.
func privilegeEscalation() rule.Rule {
	return rule.Rule{
		ID: "SLS108", Name: "privilege-escalation",
		Severity: rule.Critical, Profile: rule.Essential,
		Title: "A function's identity can make itself an administrator",
		Why: "The permissions look limited, but together they are a known way up: to rewrite a policy, to pass a stronger role " +
			"to a new function, or to change the code of one that has it. Whoever controls this function takes that way.",
		Remedy: map[model.Cloud]string{
			model.AWS: "# take the action away, or limit it to single resources:\n" +
				"actions   = [\"iam:PassRole\"]\nresources = [aws_iam_role.worker.arn]",
			model.Azure: "# take the role away, or limit it to a single resource:\n" +
				"scope                = azurerm_linux_function_app.reports.id\nrole_definition_name = \"Website Contributor\"",
			model.Google: "# take the role away, or bind it to the one account that it is for:\nresource \"google_service_account_iam_member\" \"worker\" {\n" +
				"  service_account_id = google_service_account.worker.name\n  role               = \"roles/iam.serviceAccountTokenCreator\"\n" +
				"  member             = google_service_account.orders.member\n}",
		},
		Unknown: "A policy of the role is not in the plan, or is built from values known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
			"https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/",
			"https://learn.microsoft.com/azure/role-based-access-control/delegate-role-assignments-overview",
			"https://cloud.google.com/iam/docs/service-account-permissions",
			"https://cloud.google.com/iam/docs/best-practices-service-accounts",
		},
		Mappings: rule.Mappings{OWASP: []string{"A5:2017"}, CSA: []string{"SAS-4"}, CWE: []int{269}, NIST: []string{"AC-6"}},
		Covers:   []string{"kics:1b3af2f9", "trivy:AZU-0052", "kics:3fa5900f"}, // of AWS not those of any role, user or group: this rule judges what functions run as
		Check: rule.Join(
			rule.ForAll(model.Identities, powersCheck{kind: model.Escalation, words: escalationWords}.check),
			rule.ForAll(model.Identities, checkActsAsAny),
			rule.ForEach(model.RoleDefinitions, checkRoleOfRoles),
		),
	}
}

// checkActsAsAny finds identities that may lend every other one to what they make, though nothing is known that they may
// make.
func checkActsAsAny(id *model.Identity, r *rule.Reporter) {
	if !judged(id) {
		return
	}
	for _, p := range id.Powers {
		if p.Kind == model.ImpersonateOther && !p.Narrow && !p.Limited {
			v := r.FailIf(p.Certain, p.Place, "%s may run things as %s: %s.", roleWords(id), p.Name, p.Note).As(rule.High).
				Hop(p.Place, "%s", p.Note)
			hopUsers(v, id)
		}
	}
}

// checkRoleOfRoles judges a role by itself, whoever is given it: the few people who manage permissions need one, so that it
// is left to taste.
func checkRoleOfRoles(d *model.RoleDefinition, r *rule.Reporter) {
	r.FailIf(d.GivesRoles, d.Place, "Whoever is given role %q can give themselves every other.", d.Label()).As(rule.Medium).In(rule.Strict).
		RemedyOn(model.Azure, "permissions {\n  actions     = [\"Microsoft.Storage/*\"] # the ones that are needed\n"+
			"  not_actions = [\"Microsoft.Authorization/*/write\"]\n}")
}

func escalationWords(id *model.Identity, powers []*model.Power) string {
	if id.Cloud == model.Azure {
		return fmt.Sprintf("%s can gain more permissions through %s: %s.", roleWords(id), few(namesOf(powers)), notesOf(powers))
	}
	return fmt.Sprintf("%s can gain more permissions through %s.", roleWords(id), few(namesOf(powers)))
}
