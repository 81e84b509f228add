package input

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// apiKeyAsAuthentication finds routes that an API key alone guards.
func apiKeyAsAuthentication() rule.Rule {
	return rule.Rule{
		ID: "SLS202", Name: "api-key-as-authentication",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "An API key is the route's only guard",
		Why: "API keys exist to meter callers. They are the same for all users of a client, do not expire, and end up in " +
			"browsers, apps and logs; whoever copies one calls the route as everybody else does, and no single caller can " +
			"be locked out.",
		Remedy: map[model.Cloud]string{
			model.AWS:   `authorization = "AWS_IAM" # besides api_key_required = true`,
			model.Azure: "<validate-jwt header-name=\"Authorization\"> # in the inbound policy, besides subscription_required = true",
		},
		Unknown: "Whether a key is asked for, or what else guards the route, comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
			"https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html",
			"https://learn.microsoft.com/azure/api-management/api-management-subscriptions",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017"}, CSA: []string{"SAS-2"}, CWE: []int{287, 1390},
			FSBP: []string{"AppSync.5"}, NIST: []string{"AC-3", "IA-2"},
		},
		Check: rule.ForEach(model.Endpoints, checkAPIKey),
	}
}

func checkAPIKey(e *model.Endpoint, r *rule.Reporter) {
	if !isRoute(e) {
		return
	}
	open := e.OpenToStrangers()
	r.FailIf(model.Equals(e.Auth, model.NoAuth).And(model.IsTrue(e.APIKey), open), e.APIKey.Place,
		"Whoever gets hold of an API key can call %q of API %q: nothing else guards it.", e.Label(), apiLabel(e))
	for _, other := range e.Also {
		r.FailIf(model.Equals(other, model.APIKeyAuth).And(open), other.Place,
			"API %q takes an API key in place of a login.", apiLabel(e)).
			Remedy("# remove the additional_authentication_provider block with API_KEY")
	}
}
