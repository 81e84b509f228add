package self

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unsupportedType reports what the checker does not look at, so that nobody takes silence for a pass.
func unsupportedType() rule.Rule {
	return rule.Rule{
		ID: "SLS004", Name: "unsupported-serverless-type",
		Severity: rule.Low, Profile: rule.Recommended,
		Title: "A serverless resource is not judged",
		Why: "The plan declares a resource of a serverless service that this version of slsguard does not know. " +
			"Nothing about it was judged: no finding does not mean that it is secure.",
		Remedy:   everywhere("# review this resource by hand; a newer slsguard may know it"),
		Mappings: rule.Mappings{CWE: []int{1059}},
		Check: rule.ForEach(model.UnmodelledObjects, func(u *model.Unmodelled, r *rule.Reporter) {
			if u.Why != "" {
				r.FailIf(model.Undecided(u.Why), u.Place(), "Nothing of this declaration could be judged.")
				return
			}
			r.FailIf(model.True(), u.Place(), "Resources of type %s are not judged by this version of slsguard.", u.Type)
		}),
	}
}
