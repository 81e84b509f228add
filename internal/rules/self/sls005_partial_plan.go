package self

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// partialPlan reports plans that show only a part of what will be there.
func partialPlan() rule.Rule {
	return rule.Rule{
		ID: "SLS005", Name: "partial-plan",
		Severity: rule.Medium, Profile: rule.Essential,
		Title: "The plan covers only a part of the configuration",
		Why: "Terraform stopped with an error while planning, or was told to plan some resources only. What it left " +
			"out was not judged, and an edge that leads there looks as if it were missing.",
		Remedy:     everywhere("# plan again without -target and -exclude, and mend what made terraform stop"),
		References: []string{"https://developer.hashicorp.com/terraform/cli/commands/plan#resource-targeting"},
		Mappings:   rule.Mappings{CWE: []int{1059}},
		Check: rule.ForEach(model.Origins, func(o *model.Origin, r *rule.Reporter) {
			if o.Partial != "" { // a whole plan is nothing that was judged
				r.FailIf(model.True(), o.Place(), "The verdict covers only a part of the configuration: %s.", o.Partial)
			}
		}),
	}
}
