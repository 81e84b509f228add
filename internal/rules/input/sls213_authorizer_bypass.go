package input

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// authorizerBypass finds guarded entries with a second, unguarded one next to them.
func authorizerBypass() rule.Rule {
	return rule.Rule{
		ID: "SLS213", Name: "authorizer-bypass",
		Severity: rule.High, Profile: rule.Essential,
		Title: "A second address goes around the guard",
		Why: "Client certificates and firewalls guard the address at which they stand. The address that the cloud gives " +
			"every API and function answers as well, with none of them in the way; it is easy to find, since it appears " +
			"in certificates, logs and error messages.",
		Remedy: map[model.Cloud]string{
			model.AWS: `disable_execute_api_endpoint = true`,
			model.Azure: "ip_restriction_default_action = \"Deny\"\nip_restriction {\n  service_tag = \"AzureFrontDoor.Backend\"\n" +
				"  headers = [{ x_azure_fdid = [azurerm_cdn_frontdoor_profile.orders.resource_guid] }]\n}",
			model.Google: "ingress = \"INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER\"",
		},
		Unknown: "Whether the default address is off, or who stands in front, comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html",
			"https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html",
			"https://learn.microsoft.com/azure/frontdoor/origin-security",
			"https://learn.microsoft.com/azure/app-service/app-service-ip-restrictions",
			"https://cloud.google.com/run/docs/securing/ingress",
			"https://cloud.google.com/load-balancing/docs/negs/serverless-neg-concepts",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017", "A5:2017"}, CSA: []string{"SAS-2", "SAS-3"}, CWE: []int{288, 693},
			NIST: []string{"AC-3", "SC-7"},
		},
		Check: rule.Join(
			rule.ForEach(model.APIs, checkMutualTLS),
			rule.ForEachIn(model.APIs, checkFrontedAPI),
			rule.ForEach(model.Endpoints, checkFrontedURL),
			rule.ForEach(model.Sites, checkFrontedSite),
			rule.ForEach(model.Sites, checkSlot),
		),
	}
}

// checkMutualTLS judges APIs with a domain name that asks for client certificates.
func checkMutualTLS(api *model.API, r *rule.Reporter) {
	for _, d := range api.Domains {
		r.FailIf(d.MutualTLS.And(model.IsFalse(api.DefaultOff), api.Private.Not()), api.DefaultOff.Place,
			"Callers without a client certificate can use the default address of API %q.", api.Label()).
			Hop(d.Place, "this domain name asks for client certificates")
	}
}

// checkFrontedAPI judges APIs behind a CDN whose firewall requests to the default address never meet. With IAM
// authentication, only callers who can sign get in there: they are known.
func checkFrontedAPI(api *model.API, s *model.System, r *rule.Reporter) {
	unguarded := model.False()
	for _, e := range api.Endpoints {
		unguarded = unguarded.Or(model.In(e.Auth, model.NoAuth, model.APIKeyAuth).And(model.IsFalse(e.APIKey), e.OpenToStrangers()))
	}
	for _, cdn := range s.Endpoints {
		if cdn.Kind != model.CDN || !passesOnTo(cdn, api) {
			continue
		}
		r.FailIf(ownFirewall(cdn, api).And(model.IsFalse(api.DefaultOff), unguarded), api.DefaultOff.Place,
			"Requests to the default address of API %q go around the firewall in front of it.", api.Label()).
			Hop(cdn.Place(), "this CDN filters requests, and passes them on to the API").
			Remedy("# let the API refuse what does not come from the CDN: an authorizer, an API key sent as origin header, or a WAF on the stage")
	}
}

func passesOnTo(cdn *model.Endpoint, o model.Object) bool {
	for _, behind := range cdn.Fronts {
		if behind == o {
			return true
		}
	}
	return false
}

// ownFirewall tells whether it is the CDN that has a firewall, and not (also) the API behind it.
func ownFirewall(cdn *model.Endpoint, api *model.API) model.Truth {
	behind := model.Of(len(api.Stages) > 0)
	for _, s := range api.Stages {
		behind = behind.And(s.OwnFirewall)
	}
	return cdn.Firewall.And(behind.Not())
}

// checkFrontedURL judges function URLs behind a CDN: they answer everyone unless they ask for a signature, which
// the CDN can make.
func checkFrontedURL(e *model.Endpoint, r *rule.Reporter) {
	if e.Kind != model.FunctionURL || len(e.FrontedBy) == 0 {
		return
	}
	if e.Cloud == model.Google {
		checkBalancedURL(e, r)
		return
	}
	r.FailIf(model.Equals(e.Auth, model.NoAuth), e.Auth.Place,
		"Requests to the URL of function %q go around the CDN in front of it.", e.Label()).
		Hop(e.FrontedBy[0], "this CDN stands in front of the function").
		Remedy(`authorization_type = "AWS_IAM" # with an aws_cloudfront_origin_access_control of type lambda`)
}

// checkBalancedURL judges functions behind a load balancer that filters requests or asks for a login: those that come to the
// function's own address meet neither, unless the function takes none from there.
func checkBalancedURL(e *model.Endpoint, r *rule.Reporter) {
	for _, f := range e.Function.To {
		open := model.Equals(e.Auth, model.NoAuth).Or(f.AdmitsAnyone()).And(f.OpenNetwork)
		r.FailIf(open, f.OpenNetworkPlace, "Requests to the own address of %q go around the load balancer in front of it.", e.Label()).
			Hop(e.FrontedBy[0], "this load balancer filters requests, or asks for a login, before it passes them on").
			Remedy(ingressRemedy(e))
	}
}

// ingressRemedy is the attribute that takes requests from load balancers only, which is called differently.
func ingressRemedy(e *model.Endpoint) string {
	switch e.Type {
	case "google_cloudfunctions_function":
		return `ingress_settings = "ALLOW_INTERNAL_AND_GCLB"`
	case "google_cloudfunctions2_function":
		return "service_config {\n  ingress_settings = \"ALLOW_INTERNAL_AND_GCLB\"\n}"
	case "google_cloud_run_service":
		return "metadata {\n  annotations = {\n    \"run.googleapis.com/ingress\" = \"internal-and-cloud-load-balancing\"\n  }\n}"
	default:
		return "" // the rule's own
	}
}
