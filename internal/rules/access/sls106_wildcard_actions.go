package access

import (
	"fmt"
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// wildcardActions finds identities that may do everything in a service.
func wildcardActions() rule.Rule {
	return rule.Rule{
		ID: "SLS106", Name: "wildcard-actions",
		Severity: rule.High, Profile: rule.Recommended,
		Title: "A function's identity may use every action of a service",
		Why: "A wildcard grants what the code never needs: to delete data, to change policies, to turn off encryption, and " +
			"every action that the service gets in future. After a break-in, all of it is the attacker's.",
		Remedy: map[model.Cloud]string{
			model.AWS: "actions = [\"s3:GetObject\", \"s3:PutObject\"] # the actions that the code calls",
			model.Azure: "scope                = azurerm_storage_account.orders.id\n" +
				"role_definition_name = \"Storage Blob Data Contributor\" # instead of Contributor",
			model.Google: "role = \"roles/storage.objectUser\" # instead of roles/storage.admin, and on one bucket",
		},
		Unknown: "A policy of the role is not in the plan, or is built from values known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
			"https://learn.microsoft.com/azure/role-based-access-control/built-in-roles",
			"https://cloud.google.com/iam/docs/using-iam-securely",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A5:2017"}, CSA: []string{"SAS-4"}, CWE: []int{250, 272}, FSBP: []string{"IAM.21"}, NIST: []string{"AC-6"},
		},
		Covers: []string{"checkov:CKV_AWS_72", "trivy:AWS-0097", "kics:816ea8cf", "kics:ad9dabc7", "trivy:AZU-0030", "checkov:CKV_AZURE_39"},
		Check: rule.Join(
			rule.ForAll(model.Identities, powersCheck{kind: model.WholeService, words: wholeServiceWords, adjust: easeNarrow}.check),
			rule.ForEachIn(model.Functions, func(f *model.Function, s *model.System, r *rule.Reporter) { checkWildcardGrants(f, f.Grants, s, r) }),
			rule.ForEachIn(model.Channels, checkChannelWildcards),
			rule.ForEach(model.RoleDefinitions, checkWildcardRole),
		),
	}
}

// checkWildcardRole judges a role by itself, whoever is given it: people may need it, so that it is left to taste.
func checkWildcardRole(d *model.RoleDefinition, r *rule.Reporter) {
	r.FailIf(d.Everything, d.Place, "Whoever is given role %q may do everything there.", d.Label()).As(rule.Medium).In(rule.Strict).
		RemedyOn(model.Azure, "permissions {\n  actions = [\"Microsoft.Storage/storageAccounts/read\"] # the ones that are needed\n}")
}

func wholeServiceWords(id *model.Identity, powers []*model.Power) string {
	if slices.Contains(namesOf(powers), "") {
		return fmt.Sprintf("%s may do everything there: %s.", roleWords(id), notesOf(powers))
	}
	return fmt.Sprintf("%s may do everything in %s: %s.", roleWords(id), listed(namesOf(powers)), notesOf(powers))
}

// easeNarrow makes less of actions that hold for named resources only, or that have none worth naming: then what
// is taken over is one bucket or table, not all of them.
func easeNarrow(id *model.Identity, powers []*model.Power, v *rule.Verdict) {
	for _, p := range powers {
		if everywhere(id, p) {
			return
		}
	}
	v.As(rule.Medium)
}

// everywhere tells whether a whole service's actions certainly hold for every resource of it.
func everywhere(id *model.Identity, whole *model.Power) bool {
	if id.Cloud == model.Azure || id.Cloud == model.Google {
		return !whole.Narrow // there a power says itself how far it goes
	}
	return slices.ContainsFunc(id.Powers, func(p *model.Power) bool {
		return p.Kind == model.AnyResource && p.Place.Equal(whole.Place) && p.Certain == model.True() && slices.Contains(p.Actions, whole.Name+":*")
	})
}

// checkChannelWildcards leaves out the policies that give whole services to named roles as a matter of course: those
// of buckets, tables and registries.
func checkChannelWildcards(c *model.Channel, s *model.System, r *rule.Reporter) {
	if c.Kind == model.Queue || c.Kind == model.Topic || c.Kind == model.Bus {
		checkWildcardGrants(c, c.Grants, s, r)
	}
}

// checkWildcardGrants looks at what resource policies allow. The plan's own account is left out: each policy that
// AWS makes for a queue or topic gives it all actions.
func checkWildcardGrants(o model.Object, grants []*model.Grant, s *model.System, r *rule.Reporter) {
	for _, g := range grants {
		if !g.Wildcard {
			continue
		}
		others := model.True()
		if g.Principal.Kind == model.AccountPrincipal {
			others = foreign(g.Principal.Account, s)
		}
		r.FailIf(others.And(g.Certain), g.Place, "%s may do everything with %q, and change who else may.",
			granteeOf(g), o.Base().Label()).As(rule.Medium).
			Remedy(`action = "lambda:InvokeFunction" # or "sqs:SendMessage", "sns:Publish": the one that is needed`)
	}
}

// granteeOf names whom a grant is for, at the start of a sentence.
func granteeOf(g *model.Grant) string {
	switch g.Principal.Kind {
	case model.Anyone, model.AnyAccount:
		if len(g.Limits) == 0 {
			return "Everyone"
		}
		return "Everyone whom its conditions let in"
	case model.AccountPrincipal:
		return "Every identity of account " + orUnknown(g.Principal.Account)
	default:
		return orUnknown(g.Principal.Text)
	}
}
