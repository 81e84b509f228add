package input

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// longestDecision is the longest time, in seconds, that API Gateway keeps an authorizer's decision
// (authorizerResultTtlInSeconds: 0 to 3600).
const longestDecision = 3600

// weakAuthorizer finds authorizers that let in more callers than they are meant to.
func weakAuthorizer() rule.Rule {
	return rule.Rule{
		ID: "SLS212", Name: "weak-authorizer",
		Severity: rule.High, Profile: rule.Recommended,
		Title: "The authorizer lets in more callers than it should",
		Why: "An authorizer that does not check for whom a token was made takes tokens that any other application of the " +
			"same issuer handed out. One that looks at no part of the request, or is open to every account, is a lock that " +
			"fits all keys.",
		Remedy: map[model.Cloud]string{
			model.AWS: `jwt_configuration {
  issuer   = "https://cognito-idp.eu-central-1.amazonaws.com/POOL"
  audience = [aws_cognito_user_pool_client.app.id]
}`,
			model.Azure: "auth_settings_v2 {\n  auth_enabled           = true\n  require_authentication = true\n  require_https          = true\n" +
				"  active_directory_v2 {\n    client_id            = azuread_application.orders.client_id\n" +
				"    tenant_auth_endpoint = \"https://login.microsoftonline.com/${data.azurerm_client_config.current.tenant_id}/v2.0\"\n  }\n}",
			model.Google: "x-google-issuer: \"https://login.example.com/\"\nx-google-jwks_uri: \"https://login.example.com/.well-known/jwks.json\"",
		},
		Unknown: "The audience, issuer, identity sources or the API's policy come from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html",
			"https://learn.microsoft.com/azure/app-service/overview-authentication-authorization",
			"https://learn.microsoft.com/azure/app-service/configure-authentication-provider-aad",
			"https://cloud.google.com/api-gateway/docs/authenticating-users-jwt",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017"}, CSA: []string{"SAS-2"}, CWE: []int{287, 345, 863}, NIST: []string{"AC-3", "IA-2"},
		},
		Check: rule.Join(
			rule.ForEach(model.Authorizers, checkAuthorizer),
			rule.ForEach(model.APIs, checkSignedCallers),
			rule.ForEach(model.Sites, checkLogin),
		),
	}
}

func checkAuthorizer(a *model.Authorizer, r *rule.Reporter) {
	switch a.Kind {
	case model.TokenAuth:
		checkTokens(a, r)
	case model.CustomAuth:
		checkDecisions(a, r)
	default:
		return
	}
}

// checkTokens judges authorizers that check tokens by themselves. One of a user pool takes only the pool's own.
func checkTokens(a *model.Authorizer, r *rule.Reporter) {
	r.FailIf(a.Issuer.Match(func(s string) bool { return !strings.HasPrefix(strings.ToLower(s), "https://") }), a.Issuer.Place,
		"Whoever is on the way to the issuer of authorizer %q can put in keys of their own: its address is not https.", a.Label()).
		RemedyOn(model.AWS, `issuer = "https://login.example.com/"`)
	some := a.Audience.Match(func(audience []string) bool { return len(audience) > 0 })
	r.FailIf(some.Not().And(a.Issuer.IsSet()), a.Audience.Place,
		"Authorizer %q takes tokens that its issuer made for any other application.", a.Label())
}

// checkDecisions judges authorizers that ask a function.
func checkDecisions(a *model.Authorizer, r *rule.Reporter) {
	if a.NeedsSource {
		some := a.Sources.Match(func(sources []string) bool { return len(sources) > 0 })
		r.FailIf(some.Not(), a.Sources.Place,
			"Authorizer %q asks its function about every request, also those without any credentials.", a.Label()).
			As(rule.Medium).Remedy(`identity_source = "method.request.header.Authorization"`)
	}
	if a.TokenOnly {
		r.FailIf(a.Pattern.IsSet().Not(), a.Pattern.Place,
			"Authorizer %q starts its function for every string that a caller sends as a token.", a.Label()).
			As(rule.Low).Remedy(`identity_validation_expression = "^Bearer [-0-9A-Za-z._]+$"`)
	}
	r.FailIf(a.TTL.Match(func(ttl int) bool { return ttl >= longestDecision }), a.TTL.Place,
		"A caller whom authorizer %q would refuse by now gets in for up to an hour.", a.Label()).
		As(rule.Low).Remedy("authorizer_result_ttl_in_seconds = 300")
}

// checkSignedCallers judges APIs that ask callers for a signature of an AWS identity, any of which is welcome.
func checkSignedCallers(api *model.API, r *rule.Reporter) {
	signed := model.False()
	for _, e := range api.Endpoints {
		signed = signed.Or(model.Equals(e.Auth, model.IAMAuth))
	}
	if api.Kind != model.RESTAPI || model.Never(signed) {
		return
	}
	for _, g := range api.Grants {
		if g.Can(model.Invoke) {
			r.FailIf(g.Open().And(signed, api.Private.Not()), g.Place,
				"Every AWS account can call API %q: its policy lets all of them in, and a signature is all that its methods ask for.", api.Label()).
				Remedy(`principals { type = "AWS" identifiers = [data.aws_caller_identity.current.account_id] }`)
		}
	}
}
