package resilience

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// noThrottling finds stages of public APIs that take as many requests as anybody sends.
func noThrottling() rule.Rule {
	return rule.Rule{
		ID: "SLS604", Name: "no-throttling",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "The API takes requests at any rate",
		Why: "Without limits of its own, the stage takes requests up to the limit of the whole account, on AWS 10,000 a " +
			"second unless changed. One client in a loop gets all other APIs of the account refused, tries passwords at full speed, " +
			"and has every request billed to you.",
		Remedy: map[model.Cloud]string{
			model.AWS: "resource \"aws_api_gateway_method_settings\" \"all\" {\n" +
				"  rest_api_id = aws_api_gateway_rest_api.this.id\n  stage_name  = aws_api_gateway_stage.live.stage_name\n" +
				"  method_path = \"*/*\"\n\n  settings {\n    throttling_rate_limit  = 100\n    throttling_burst_limit = 50\n  }\n}",
			model.Azure: `<rate-limit-by-key calls="100" renewal-period="60" counter-key="@(context.Request.IpAddress)" /> # in the inbound policy`,
			model.Google: "x-google-management:\n  metrics: [{ name: requests, metricKind: DELTA, valueType: INT64 }]\n  quota:\n" +
				"    limits: [{ name: per-minute, metric: requests, unit: 1/min/{project}, values: { STANDARD: 1000 } }]\n" +
				"# and x-google-quota: { metricCosts: { requests: 1 } } on each operation",
		},
		Unknown: "The limits come from a value that the plan does not know, or settings in the plan may be about this stage.",
		References: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html",
			"https://learn.microsoft.com/azure/api-management/rate-limit-by-key-policy",
			"https://cloud.google.com/api-gateway/docs/quotas-configure",
			"https://cloud.google.com/run/docs/about-concurrency",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-8"}, CWE: []int{307, 770, 799}, NIST: []string{"SC-5"},
		},
		Covers: []string{"kics:c999cf62"},
		Check:  rule.Join(rule.ForEach(model.APIs, checkThrottling), rule.ForEach(model.Functions, checkRequests)),
	}
}

func checkThrottling(api *model.API, r *rule.Reporter) {
	if api.Outside {
		return
	}
	for _, s := range api.Stages {
		v := r.FailIf(throttledStage(s, api).Or(api.Private).Not(), s.Place(),
			"%s takes requests from the internet at any rate.", rule.Capital(rule.StageName(s, api))).
			Hop(api.Place(), "the API is open to the internet")
		if api.Kind != model.RESTAPI {
			v.RemedyOn(model.AWS, "default_route_settings {\n  throttling_rate_limit  = 100\n  throttling_burst_limit = 50\n}")
		}
	}
}

// throttledStage tells whether a stage has a limit for all routes, or one for each of the API's.
func throttledStage(s *model.Stage, api *model.API) model.Truth {
	all := model.False()
	for _, t := range s.Throttles {
		if t.Route == "" {
			all = all.Or(t.On)
		}
	}
	all = all.Or(throttledRoutes(s, api))
	if s.ThrottleWhy != "" {
		all = all.Or(model.Undecided(s.ThrottleWhy))
	}
	return all
}

// throttledRoutes tells whether every route that does anything has a limit of its own.
func throttledRoutes(s *model.Stage, api *model.API) model.Truth {
	if len(s.Throttles) == 0 {
		return model.False()
	}
	each := model.Of(len(api.Endpoints) > 0)
	for _, e := range api.Endpoints {
		this := e.Preflight.Or(e.Mock)
		for _, t := range s.Throttles {
			if t.Route != "" {
				this = this.Or(t.On.And(e.Name.Match(func(name string) bool { return strings.EqualFold(name, t.Route) })))
			}
		}
		each = each.And(this)
	}
	return each
}

// usualRequests is how many requests one copy of a service takes at once unless told otherwise (Cloud Run documentation,
// "Maximum concurrent requests per instance").
const usualRequests = 80

// checkRequests judges services of which one copy takes more requests at once than Google Cloud thinks good for most.
func checkRequests(f *model.Function, r *rule.Reporter) {
	many := f.Requests.Match(func(n int) bool { return n > usualRequests })
	r.FailIf(many, f.Requests.Place, "One copy of function %q takes %s requests at once: a few that are slow slow down all others.", f.Label(), number(f.Requests)).
		As(rule.Low).In(rule.Strict).Remedy("max_instance_request_concurrency = 80")
}
