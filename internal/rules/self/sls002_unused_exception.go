package self

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unusedException reports exceptions that nothing in the plan needs. Those past their day are SLS001's.
func unusedException() rule.Rule {
	return rule.Rule{
		ID: "SLS002", Name: "unused-exception",
		Severity: rule.Low, Profile: rule.Recommended,
		Title: "An exception excuses nothing",
		Why: "Nothing in the declaration breaks the rule that the exception is for. It was mended, or never was so. " +
			"Left in place, the exception excuses what somebody writes into the declaration later, and nobody is told.",
		Remedy: map[model.Cloud]string{
			model.AWS: "# remove the exception",
		},
		Impossible: notDeclared(),
		Unknown:    "The exception's rule or day is known only after apply.",
		Mappings:   rule.Mappings{CWE: []int{1059}},
		Afterwards: func(s *model.System, needs rule.Needs) []rule.Judgement {
			return rule.ForEach(model.Declared, func(d *model.Declaration, r *rule.Reporter) {
				for _, x := range d.Exceptions {
					idle := x.Expired(s.Now).Not().And(needs(d, x).Not())
					r.FailIf(idle, x.Rule.Place,
						"Nothing here needs the exception from %s: it excuses only what is still to come.", nameOf(x))
				}
			})(s)
		},
	}
}
