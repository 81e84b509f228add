package resilience

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// excessiveTimeout finds functions that may run for much longer than anybody waits for them.
func excessiveTimeout() rule.Rule {
	return rule.Rule{
		ID: "SLS605", Name: "excessive-timeout",
		Severity: rule.Low, Profile: rule.Recommended,
		Title: "The function may run for very long",
		Why: "Every request that hangs is paid for, and takes up concurrency, until the timeout ends it. An attacker who finds " +
			"an input that makes the function wait needs the fewer requests to stop it, the longer the timeout is; behind an " +
			"API, the caller has long been told that it failed.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "timeout = 29 # seconds",
			model.Azure:  "app_settings = {\n  AzureFunctionsJobHost__functionTimeout = \"00:10:00\"\n}",
			model.Google: "timeout_seconds = 60",
		},
		Unknown: "The timeout comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
			"https://learn.microsoft.com/azure/azure-functions/functions-scale",
			"https://learn.microsoft.com/azure/azure-functions/functions-host-json",
			"https://cloud.google.com/functions/docs/configuring/timeout",
			"https://cloud.google.com/run/docs/configuring/request-timeout",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-8"}, CWE: []int{400, 770}, NIST: []string{"SC-5"},
		},
		Check: rule.ForEach(model.Functions, checkTimeout),
	}
}

const (
	// longTimeout is in seconds; what takes longer is better a workflow's task.
	longTimeout = 300
	// longOnGoogle is what Google Cloud allows functions for events at most (Cloud Run functions documentation, "Function
	// timeout"); services that answer requests have 300 seconds unless told otherwise.
	longOnGoogle = 540
	// restTimeout and routeTimeout are what gateways wait for at most, in seconds, unless a REST API's quota was raised
	// (API Gateway developer guide, "Quotas").
	restTimeout, routeTimeout = 29, 30
)

func checkTimeout(f *model.Function, r *rule.Reporter) {
	if f.Outside || f.Job {
		return
	}
	if n, known := f.Timeout.Get(); known && n == model.NoLimit {
		r.FailIf(model.True(), f.Timeout.Place, "Function %q may run for ever: nothing ends a request that hangs.", f.Label())
		return
	}
	long := f.Timeout.Match(func(n int) bool { return n > longFor(f) })
	r.FailIf(long, f.Timeout.Place, "Function %q may run for %s seconds.", f.Label(), number(f.Timeout)).
		RemedyOn(model.AWS, "timeout = 60 # seconds; leave longer work to a state machine or a container").
		RemedyOn(model.Google, shorter(f))
	e, limit := waitedFor(f)
	if e == nil {
		return
	}
	useless := f.Timeout.Match(func(n int) bool { return n > limit }).And(long.Not(), e.Function.ToOne())
	r.FailIf(useless, f.Timeout.Place,
		"Function %q may run for %s seconds, but the API in front gives up after %d.", f.Label(), number(f.Timeout), limit).
		Hop(e.Place(), "%q waits for %d seconds at most", e.Label(), limit)
}

// waitedFor gives the route that waits longest for the function, when requests to gateways are all that invokes it.
func waitedFor(f *model.Function) (longest *model.Endpoint, limit int) {
	if len(f.Triggers) > 0 {
		return nil, 0
	}
	for _, e := range f.Endpoints {
		wait := patience(e)
		if wait == 0 {
			return nil, 0
		}
		if wait > limit {
			longest, limit = e, wait
		}
	}
	return longest, limit
}

// patience is how many seconds an endpoint waits for its function, 0 for as long as that runs.
func patience(e *model.Endpoint) int {
	if e.Cloud != model.AWS {
		return 0
	}
	switch e.Kind {
	case model.RESTMethod, model.WebSocket:
		return restTimeout
	case model.HTTPRoute, model.GraphQL:
		return routeTimeout
	default:
		return 0
	}
}

func longFor(f *model.Function) int {
	if f.Cloud == model.Google {
		return longOnGoogle
	}
	return longTimeout
}

// shorter is a timeout under the name that it has there.
func shorter(f *model.Function) string {
	switch f.Type {
	case "google_cloudfunctions_function":
		return "timeout = 60 # seconds; leave longer work to a job"
	case "google_cloud_run_v2_service":
		return `timeout = "60s" # leave longer work to a job`
	default:
		return "timeout_seconds = 60 # leave longer work to a job"
	}
}
