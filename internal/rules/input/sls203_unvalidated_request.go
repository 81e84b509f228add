package input

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unvalidatedRequest finds routes that hand requests on without a look at their form.
func unvalidatedRequest() rule.Rule {
	return rule.Rule{
		ID: "SLS203", Name: "unvalidated-request",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "Requests reach the function unchecked",
		Why: "Without a request validator every malformed or hostile body starts the function, and each of its inputs has " +
			"to be checked by hand. One that is forgotten is the injection flaw that attackers look for; even without one, " +
			"junk requests cost as much as real ones.",
		Remedy: map[model.Cloud]string{
			model.AWS: `request_validator_id = aws_api_gateway_request_validator.body.id # validate_request_body = true
request_models       = { "application/json" = aws_api_gateway_model.order.name }`,
			model.Azure:  `<validate-content unspecified-content-type-action="prevent" max-size="102400" size-exceeded-action="prevent" /> # in the inbound policy`,
			model.Google: "schema_settings {\n  schema   = google_pubsub_schema.order.id\n  encoding = \"JSON\"\n}",
		},
		Unknown: "The method's request validator comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html",
			"https://learn.microsoft.com/azure/api-management/validate-content-policy",
			"https://cloud.google.com/pubsub/docs/schemas",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A1:2017"}, CSA: []string{"SAS-1"}, CWE: []int{20}, NIST: []string{"SI-10"},
		},
		Covers: []string{"checkov:CKV2_AWS_53"},
		Check: rule.Join(
			rule.ForEach(model.Endpoints, checkUnvalidatedMethod),
			rule.ForEach(model.APIs, checkUnvalidatedAPI),
			rule.ForEach(model.OwnChannels, checkUnvalidatedChannel),
		),
	}
}

func checkUnvalidatedMethod(e *model.Endpoint, r *rule.Reporter) {
	if e.Kind != model.RESTMethod {
		return
	}
	v := r.FailIf(e.Validated.Not().And(e.Preflight.Not(), e.Mock.Not()), e.ValidatorPlace,
		"Any request reaches what is behind %q of API %q: nothing checks its parameters or body.", e.Label(), apiLabel(e))
	if model.Certainly(e.Method.Match(bodyless)) {
		v.As(rule.Low) // only parameters could be checked
	}
}

// bodyless tells HTTP methods whose requests have no body.
func bodyless(method string) bool { return slices.Contains([]string{"GET", "HEAD", "DELETE"}, method) }

// checkUnvalidatedAPI judges HTTP APIs, which cannot validate requests at all: a matter of choice, so it is only
// for the strict profile.
func checkUnvalidatedAPI(api *model.API, r *rule.Reporter) {
	if api.Kind != model.HTTPAPI {
		return
	}
	for _, e := range api.Endpoints {
		if len(e.Function.To) == 0 || e.Function.Why != "" {
			continue
		}
		r.FailIf(model.True(), api.Place(),
			"HTTP API %q cannot check requests before they reach function %q.", api.Label(), e.Function.To[0].Label()).
			As(rule.Low).In(rule.Strict).
			RemedyOn(model.AWS, "# use aws_api_gateway_rest_api with a request validator, or check every input in the function").
			RemedyOn(model.Google, "# check every input in the function: API Gateway passes bodies on as they come")
		return
	}
	r.Pass()
}

// checkUnvalidatedChannel judges channels that can check what is published against a schema. Few do, and receivers mostly
// check by themselves: it is only for the strict profile.
func checkUnvalidatedChannel(c *model.Channel, r *rule.Reporter) {
	if c.ValidatorPlace.Address() == "" || len(c.Feeds) == 0 || len(c.Collects) > 0 {
		return // what failed elsewhere has to get in, whatever it looks like
	}
	r.FailIf(c.Validated.Not(), c.ValidatorPlace, "Any message passes through %s %q: no schema says what one looks like.", c.Kind, c.Label()).
		As(rule.Low).In(rule.Strict).Hop(c.Feeds[0].Place(), "its messages go to %s", rule.TargetName(c.Feeds[0]))
}
