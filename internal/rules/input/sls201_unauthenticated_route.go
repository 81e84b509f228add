package input

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unauthenticatedRoute finds routes of gateways that anyone on the internet may call.
func unauthenticatedRoute() rule.Rule {
	return rule.Rule{
		ID: "SLS201", Name: "unauthenticated-route",
		Severity: rule.High, Profile: rule.Essential,
		Title: "Anyone can call the route",
		Why: "A route without authorization hands every request from the internet to the function behind it. Scanners " +
			"find such addresses within hours, read and change what the handler can reach, and run up its costs; no " +
			"caller can be told from another afterwards.",
		Remedy: map[model.Cloud]string{
			model.AWS: `authorization = "AWS_IAM" # or COGNITO_USER_POOLS, CUSTOM; on routes: authorization_type = "JWT"`,
			model.Azure: "resource \"azurerm_api_management_api_policy\" \"orders\" {\n  xml_content = <<-XML\n    <policies><inbound><base />\n" +
				"      <validate-azure-ad-token tenant-id=\"{{tenant}}\"><audiences><audience>{{api}}</audience></audiences></validate-azure-ad-token>\n" +
				"    </inbound></policies>\n  XML\n}",
			model.Google: "security: [{ google_id_token: [] }] # in the OpenAPI document, for the API or the operation",
		},
		Unknown: "The authorization type, the API's resource policy or its endpoint type comes from a value that the plan " +
			"does not know.",
		References: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html",
			"https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html",
			"https://learn.microsoft.com/azure/api-management/authentication-authorization-overview",
			"https://cloud.google.com/api-gateway/docs/authentication-method",
			"https://cloud.google.com/endpoints/docs/openapi/authentication-method",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017", "A5:2017"}, CSA: []string{"SAS-2"}, CWE: []int{306, 862},
			FSBP: []string{"APIGateway.8", "AppSync.5"}, NIST: []string{"AC-3", "CM-2", "CM-2(2)"},
		},
		Covers: []string{
			"checkov:CKV2_AWS_70", "checkov:CKV_AWS_59", "checkov:CKV_AWS_309", "trivy:AWS-0004", "kics:15ccec05",
			"fsbp:APIGateway.8", "fsbp:AppSync.5",
			"checkov:CKV_AZURE_13", "trivy:AZU-0003", "kics:c7fc1481",
		},
		Check: rule.Join(rule.ForEach(model.Endpoints, checkUnauthenticatedRoute), rule.ForEach(model.Sites, checkSiteLogin)),
	}
}

// checkSiteLogin judges plain web applications, of which most know their users by themselves.
func checkSiteLogin(s *model.Site, r *rule.Reporter) {
	if s.Kind != model.WebApp || !s.Managed {
		return
	}
	r.FailIf(s.Login.On.Not().And(s.Doors.Open), s.Login.Place, "%s %q leaves it to its own code whom it lets in.", rule.SiteTitle(s), s.Label()).
		As(rule.Low).In(rule.Strict).Remedy(loginAt(s.Login.Place))
}

func checkUnauthenticatedRoute(e *model.Endpoint, r *rule.Reporter) {
	if !isRoute(e) {
		return
	}
	open := e.OpenToStrangers()
	r.FailIf(model.Equals(e.Auth, model.NoAuth).And(model.IsFalse(e.APIKey), open), e.Auth.Place,
		"Anyone on the internet can call %q of API %q: it asks for no credentials.", e.Label(), apiLabel(e)).
		RemedyOn(model.AWS, routeRemedy(e)).RemedyOn(model.Azure, azureRouteRemedy(e))
	if e.Kind == model.GraphQL {
		r.FailIf(model.Equals(e.Auth, model.APIKeyAuth).And(open), e.Auth.Place,
			"Anyone who has seen a client can query GraphQL API %q: its API key is in every one of them.", e.Label()).
			Remedy(`authentication_type = "AMAZON_COGNITO_USER_POOLS"`)
	}
	if e.Kind == model.EventChannel {
		r.FailIf(model.Equals(e.Auth, model.APIKeyAuth).And(open), e.Auth.Place,
			"Anyone who has seen a client can %s at event API %q: its API key is in every one of them.", e.Label(), apiLabel(e)).
			Remedy(`auth_type = "AMAZON_COGNITO_USER_POOLS"`)
	}
}

// routeRemedy is the attribute to write, which differs by the kind of the API.
func routeRemedy(e *model.Endpoint) string {
	switch e.Kind {
	case model.HTTPRoute:
		return `authorization_type = "JWT" # with authorizer_id; or "AWS_IAM"`
	case model.WebSocket:
		return `authorization_type = "AWS_IAM" # on the $connect route; or "CUSTOM" with authorizer_id`
	default:
		return ""
	}
}

// azureRouteRemedy is "" but for an operation that is open through a product.
func azureRouteRemedy(e *model.Endpoint) string {
	if e.API != nil && e.APIKey.Place.Address() != e.API.Address {
		return "subscription_required = true"
	}
	return ""
}
