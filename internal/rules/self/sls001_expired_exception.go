package self

import (
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// expiredException reports exceptions whose last day is over. What they excused is reported again besides.
func expiredException() rule.Rule {
	return rule.Rule{
		ID: "SLS001", Name: "expired-exception",
		Severity: rule.High, Profile: rule.Essential,
		Title: "An exception is past its last day",
		Why: "An exception was to hold until a day, by which the weakness it excuses was to be gone. The day is over and " +
			"the exception still stands there, so that the weakness has outlived the promise to mend it. The provider " +
			"refuses such a declaration when it is planned; a plan that was made before shows it here.",
		Remedy: map[model.Cloud]string{
			model.AWS: `expires = "YYYY-MM-DD" # say anew why and until when; or mend what is excused, and remove the exception`,
		},
		Impossible: notDeclared(),
		Unknown:    "The day is known only after apply.",
		Mappings:   rule.Mappings{CWE: []int{1059}},
		Check: rule.ForEachIn(model.Declared, func(d *model.Declaration, s *model.System, r *rule.Reporter) {
			for _, x := range d.Exceptions {
				r.FailIf(x.Expired(s.Now), x.Expires.Place,
					"The exception from %s was to hold until %s: it excuses nothing any more.", nameOf(x), lastDay(x))
			}
		}),
	}
}

// nameOf is the rule that an exception is for, in messages.
func nameOf(x *model.Exception) string {
	if word, ok := x.Rule.Get(); ok {
		return word
	}
	return "the rule that it names"
}

func lastDay(x *model.Exception) string {
	if day, ok := x.Expires.Get(); ok {
		return day.Format(time.DateOnly)
	}
	return "a day that is over"
}

// notDeclared says why there are no exceptions in a cloud.
func notDeclared() map[model.Cloud]string {
	const why = "Exceptions stand in slsguard_secure_function and slsguard_secure_trigger, which this version makes on AWS only."
	return map[model.Cloud]string{model.Azure: why, model.Google: why}
}
