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
			model.AWS:   "timeout = 29 # seconds",
			model.Azure: "app_settings = {\n  AzureFunctionsJobHost__functionTimeout = \"00:10:00\"\n}",
		},
		Unknown: "The timeout comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
			"https://learn.microsoft.com/azure/azure-functions/functions-scale",
			"https://learn.microsoft.com/azure/azure-functions/functions-host-json",
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
	// restTimeout and routeTimeout are what gateways wait for at most, in seconds, unless a REST API's quota was raised
	// (API Gateway developer guide, "Quotas").
	restTimeout, routeTimeout = 29, 30
)

func checkTimeout(f *model.Function, r *rule.Reporter) {
	if f.Outside {
		return
	}
	r.FailIf(model.Equals(f.Timeout, model.NoLimit), f.Timeout.Place, "Function %q may run for ever: nothing ends a request that hangs.", f.Label())
	long := f.Timeout.Match(func(n int) bool { return n > longTimeout })
	r.FailIf(long, f.Timeout.Place, "Function %q may run for %s seconds.", f.Label(), number(f.Timeout)).
		Remedy("timeout = 60 # seconds; leave longer work to a state machine or a container")
	e, limit := waitedFor(f)
	if e == nil {
		return
	}
	useless := f.Timeout.Match(func(n int) bool { return n > limit }).And(long.Not(), leadsTo(e.Function))
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
	switch e.Kind {
	case model.RESTMethod, model.WebSocket:
		return restTimeout
	case model.HTTPRoute, model.GraphQL:
		return routeTimeout
	default:
		return 0
	}
}
