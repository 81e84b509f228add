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
		},
		Unknown: "A policy of the role is not in the plan, or is built from values known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A5:2017"}, CSA: []string{"SAS-4"}, CWE: []int{250, 272}, FSBP: []string{"IAM.21"}, NIST: []string{"AC-6"},
		},
		Check: rule.ForEach(model.Identities, powersCheck{kind: model.WholeService, words: wholeServiceWords, adjust: easeNarrow}.check),
	}
}

func wholeServiceWords(id *model.Identity, powers []*model.Power) string {
	return fmt.Sprintf("Role %q of %s may do everything in %s: %s.", id.Label(), usersOf(id), listed(namesOf(powers)), notesOf(powers))
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

// everywhere tells whether a whole service's actions hold for every resource of it.
func everywhere(id *model.Identity, whole *model.Power) bool {
	return slices.ContainsFunc(id.Powers, func(p *model.Power) bool {
		return p.Kind == model.AnyResource && p.Place == whole.Place && slices.Contains(p.Actions, whole.Name+":*")
	})
}
