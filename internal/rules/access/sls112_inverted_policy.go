package access

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// invertedPolicy finds permissions that are granted by exclusion.
func invertedPolicy() rule.Rule {
	return rule.Rule{
		ID: "SLS112", Name: "inverted-policy",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "The policy allows everything but what it lists",
		Why: "Allow with NotAction, NotResource or NotPrincipal grants all that is not named, including every action, " +
			"resource and principal that comes into being later. It reads like a limit and is the opposite.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "actions   = [\"s3:GetObject\"] # instead of not_actions\nresources = [\"${aws_s3_bucket.orders.arn}/*\"]",
			model.Azure:  "permissions {\n  actions = [\"Microsoft.Storage/storageAccounts/read\"] # instead of \"*\" and not_actions\n}",
			model.Google: "expression = \"resource.name.startsWith(\\\"projects/_/buckets/orders\\\")\" # instead of !=",
		},
		Unknown: "The policy is built from values that are known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
			"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html",
			"https://learn.microsoft.com/azure/role-based-access-control/role-definitions#notactions",
			"https://cloud.google.com/iam/docs/conditions-overview",
		},
		Mappings: rule.Mappings{OWASP: []string{"A5:2017"}, CSA: []string{"SAS-4"}, CWE: []int{183, 732}, NIST: []string{"AC-6"}},
		Covers:   []string{"kics:5ea624e4"},
		Check: rule.Join(
			rule.ForAll(model.Identities, powersCheck{kind: model.InvertedGrant, words: invertedWords, adjust: easeCondition}.check),
			rule.ForEach(model.Functions, func(f *model.Function, r *rule.Reporter) { failInverted(f, f.Grants, r) }),
			rule.ForEach(model.Channels, func(c *model.Channel, r *rule.Reporter) { failInverted(c, c.Grants, r) }),
			rule.ForEach(model.APIs, func(a *model.API, r *rule.Reporter) { failInverted(a, a.Grants, r) }),
			rule.ForEach(model.Secrets, func(s *model.Secret, r *rule.Reporter) { failInverted(s, s.Grants, r) }),
			rule.ForEach(model.Keys, func(k *model.Key, r *rule.Reporter) { failInverted(k, k.Grants, r) }),
		),
	}
}

func invertedWords(id *model.Identity, powers []*model.Power) string {
	if id.Cloud == model.Google {
		return fmt.Sprintf("%s has a role on everything but what a condition names: %s.", roleWords(id), notesOf(powers))
	}
	return fmt.Sprintf("%s may do everything but what its policy lists: %s.", roleWords(id), notesOf(powers))
}

// easeCondition makes less of the conditions of Google Cloud: they take something away from a role, and add nothing to it.
func easeCondition(id *model.Identity, _ []*model.Power, v *rule.Verdict) {
	if id.Cloud == model.Google {
		v.As(rule.Low)
	}
}

func failInverted(o model.Object, grants []*model.Grant, r *rule.Reporter) {
	for _, g := range grants {
		v := r.FailIf(model.Of(g.Inverted).And(g.Certain), g.Place,
			"The policy of %q allows everything but what it lists.", o.Base().Label())
		if o.Base().Cloud == model.Google {
			v.As(rule.Low)
		}
	}
}
