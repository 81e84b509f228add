package access

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// conflictingBindings finds resources that overwrite what other resources of the plan say of who may do what.
func conflictingBindings() rule.Rule {
	return rule.Rule{
		ID: "SLS119", Name: "conflicting-bindings",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "Two resources overwrite each other's permissions",
		Why: "A policy states all roles on a thing, a binding all members of a role: each takes away whatever else is there. " +
			"Together with a second resource about the same, every run gives back what the last one took, so that a function " +
			"loses its permission at times, and access that was taken away comes back unseen.",
		Remedy: map[model.Cloud]string{
			model.Google: "resource \"google_pubsub_topic_iam_member\" \"orders\" { # one for each member, and no binding or policy\n" +
				"  topic  = google_pubsub_topic.orders.name\n  role   = \"roles/pubsub.publisher\"\n" +
				"  member = google_service_account.orders.member\n}",
		},
		Impossible: map[model.Cloud]string{
			model.AWS:   "Resource policies of AWS stand in one resource each, and the provider refuses a second one for most of them.",
			model.Azure: "Every role assignment is a resource of its own, and none takes another one away.",
		},
		References: []string{
			"https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_iam",
			"https://cloud.google.com/iam/docs/policies",
		},
		Mappings: rule.Mappings{OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3", "SAS-4"}, CWE: []int{284, 362}, NIST: []string{"AC-3", "CM-6"}},
		Check:    rule.ForEach(model.Conflicts, checkConflict),
	}
}

func checkConflict(c *model.Conflict, r *rule.Reporter) {
	what := c.Role + " from those whom " + c.With.Address() + " names"
	if c.Whole {
		what = "away what " + c.With.Address() + " gives"
	}
	r.FailIf(model.True(), c.Place(), "Each run takes %s, and the next one gives it back.", what).
		Hop(c.With, "is about the same")
}
