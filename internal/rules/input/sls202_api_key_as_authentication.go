package input

import (
	"strings"

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
			model.AWS:    `authorization = "AWS_IAM" # besides api_key_required = true`,
			model.Azure:  "<validate-jwt header-name=\"Authorization\"> # in the inbound policy, besides subscription_required = true",
			model.Google: "security: [{ api_key: [], google_id_token: [] }] # in the OpenAPI document: both of them",
		},
		Unknown: "Whether a key is asked for, or what else guards the route, comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
			"https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html",
			"https://learn.microsoft.com/azure/azure-functions/function-keys-how-to",
			"https://learn.microsoft.com/azure/app-service/overview-authentication-authorization",
			"https://learn.microsoft.com/azure/api-management/api-management-subscriptions",
			"https://cloud.google.com/endpoints/docs/openapi/when-why-api-key",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017"}, CSA: []string{"SAS-2"}, CWE: []int{287, 1390},
			FSBP: []string{"AppSync.5"}, NIST: []string{"AC-3", "IA-2"},
		},
		Covers: []string{"checkov:CKV_AZURE_56", "kics:e65a0733"},
		Check:  rule.Join(rule.ForEach(model.Endpoints, checkAPIKey), rule.ForEach(model.Sites, checkFunctionKeys)),
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
			RemedyOn(model.AWS, "# remove the additional_authentication_provider block with API_KEY")
	}
}

// checkFunctionKeys judges apps that ask for no login: then the keys of the host and of its functions are all that can
// guard requests. Where the plan shows the functions, one of them has to be called by HTTP.
func checkFunctionKeys(s *model.Site, r *rule.Reporter) {
	if s.Kind != model.FunctionApp || s.Function == nil {
		return
	}
	keyed := model.Of(unseenFunctions(s.Function))
	for _, e := range s.Function.Endpoints {
		keyed = keyed.Or(model.IsTrue(e.APIKey))
	}
	at, remedy := s.Login.Place, loginAt(s.Login.Place)
	if model.Certainly(s.Login.On) {
		at, remedy = s.Login.RequiredPlace, "require_authentication = true\nunauthenticated_action = \"Return401\""
	}
	r.FailIf(s.Login.Required.Not().And(s.Doors.Open, keyed), at,
		"Whoever gets hold of a function key can call %s %q from anywhere: it also serves callers without a login.", rule.SiteWords(s), s.Label()).
		Remedy(remedy)
}

// loginAt switches the login of a site on, by the block that its type has for it.
func loginAt(at model.Place) string {
	if strings.HasPrefix(at.Attribute(), "auth_settings") && !strings.HasPrefix(at.Attribute(), "auth_settings_v2") {
		return "auth_settings {\n  enabled                       = true\n  unauthenticated_client_action = \"RedirectToLoginPage\"\n}"
	}
	return "auth_settings_v2 {\n  auth_enabled           = true\n  require_authentication = true\n" +
		"  unauthenticated_action = \"Return401\"\n  login {}\n}"
}

// unseenFunctions tells apps of which the plan does not show what is in their package.
func unseenFunctions(f *model.Function) bool { return len(f.Endpoints) == 0 && len(f.Triggers) == 0 }
