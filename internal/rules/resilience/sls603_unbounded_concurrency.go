package resilience

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unboundedConcurrency finds functions that can take up all of the account's concurrency.
func unboundedConcurrency() rule.Rule {
	return rule.Rule{
		ID: "SLS603", Name: "unbounded-concurrency",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "Nothing limits how many copies of the function run at once",
		Why: "All functions of an account and region share one limit of concurrent executions. Whoever can call this one as " +
			"often as they like takes the whole of it, so that every other function is refused, and the bill grows with each " +
			"request.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "reserved_concurrent_executions = 50",
			model.Azure:  "site_config {\n  app_scale_limit = 20\n}",
			model.Google: "max_instance_count = 50",
		},
		Unknown: "The reserved concurrency, or who can reach the function, comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html",
			"https://learn.microsoft.com/azure/azure-functions/event-driven-scaling",
			"https://cloud.google.com/run/docs/configuring/max-instances",
			"https://cloud.google.com/functions/docs/configuring/max-instances",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-8"}, CWE: []int{400, 770}, NIST: []string{"SC-5", "SC-6"},
		},
		Covers: []string{"checkov:CKV_AWS_115"},
		Check:  rule.ForEachIn(model.Functions, checkConcurrency),
	}
}

func checkConcurrency(f *model.Function, s *model.System, r *rule.Reporter) {
	if f.Outside {
		return
	}
	if f.Job {
		return // nobody outside starts it
	}
	unbounded, ways := f.Bounded.IsSet().Not().Or(tooMany(f)), doors(f, s)
	reached := anyOpen(ways)
	v := r.FailIf(reached.And(unbounded), f.Bounded.Place, "Requests from outside can %s function %q%s.", floods(f), f.Label(), floodsOver(f))
	if allThrottled(ways) {
		v.As(rule.Low)
	}
	hopDoors(v, ways)
	v.RemedyOn(model.Google, limitOf(f))
	r.FailIf(unbounded.And(model.Of(!model.Certainly(reached))), f.Bounded.Place,
		"%s", floodable(f)).As(rule.Low).In(rule.Strict).RemedyOn(model.Google, limitOf(f))
	if f.Cloud != model.AWS {
		return // a limit of 0 is none there
	}
	r.FailIf(model.Equals(f.Bounded, 0), f.Bounded.Place,
		"Function %q is switched off: with a reserved concurrency of 0 nothing can run it.", f.Label()).
		As(rule.Low).In(rule.Strict).Remedy("reserved_concurrent_executions = 50 # or remove the function")
}

// manyCopies is what Google Cloud itself allows a service unless told otherwise.
const manyCopies = 100

// tooMany tells limits on Google Cloud that are above its own default.
func tooMany(f *model.Function) model.Truth {
	if f.Cloud != model.Google {
		return model.False()
	}
	return f.Bounded.Match(func(n int) bool { return n > manyCopies })
}

// floods says what requests without limit do: on AWS, all functions of an account share one limit.
func floods(f *model.Function) string {
	if f.Cloud == model.AWS {
		return "take up all of the account's concurrency through"
	}
	return "start copies of"
}

// floodsOver ends what floods begins.
func floodsOver(f *model.Function) string {
	if f.Cloud == model.AWS {
		return ""
	}
	if n, ok := f.Bounded.Get(); ok {
		return fmt.Sprintf(" up to a limit of %d", n)
	}
	return " without limit"
}

// floodable is said of functions that only the plan's own account reaches.
func floodable(f *model.Function) string {
	if f.Cloud == model.AWS {
		return fmt.Sprintf("Function %q can take up all of the account's concurrency.", f.Label())
	}
	if n, ok := f.Bounded.Get(); ok {
		return fmt.Sprintf("Up to %d copies of function %q may run at once.", n, f.Label())
	}
	return fmt.Sprintf("Nothing limits how many copies of function %q run at once.", f.Label())
}

// hopDoors shows the first of the doors that are open, or may be.
func hopDoors(v *rule.Verdict, ways []door) {
	const shown = 3
	n := 0
	for _, d := range ways {
		if d.open != model.False() && n < shown {
			v.Hop(d.at, "%s", d.note)
			n++
		}
	}
}

// allThrottled tells whether every open door is a route of an API that limits its requests. It chooses the severity.
func allThrottled(ways []door) bool {
	for _, d := range ways {
		if d.open != model.False() && (d.api == nil || !model.Certainly(throttledAPI(d.api))) {
			return false
		}
	}
	return true
}

func throttledAPI(api *model.API) model.Truth {
	throttled := model.Of(len(api.Stages) > 0)
	for _, s := range api.Stages {
		throttled = throttled.And(throttledStage(s, api))
	}
	return throttled
}

// limitOf is a limit under the name that it has there; "" for the rule's own.
func limitOf(f *model.Function) string {
	switch f.Type {
	case "google_cloudfunctions_function":
		return "max_instances = 50"
	case "google_cloud_run_service":
		return `"autoscaling.knative.dev/maxScale" = "50"`
	default:
		return ""
	}
}
