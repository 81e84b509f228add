package input

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// noWebFirewall finds public entries that could have a web application firewall and have none.
func noWebFirewall() rule.Rule {
	return rule.Rule{
		ID: "SLS211", Name: "no-web-firewall",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "No web application firewall stands before the public entry",
		Why: "Known exploits, credential stuffing and floods reach the function as they come, and each request costs an " +
			"invocation. A firewall drops them before any code runs, and is the only place where an attack under way can " +
			"be stopped without a deployment.",
		Remedy: map[model.Cloud]string{
			model.AWS: `resource "aws_wafv2_web_acl_association" "api" {
  resource_arn = aws_api_gateway_stage.live.arn
  web_acl_arn  = aws_wafv2_web_acl.api.arn
}`,
			model.Azure: "resource \"azurerm_cdn_frontdoor_security_policy\" \"api\" {\n  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.front.id\n" +
				"  security_policies {\n    firewall {\n      cdn_frontdoor_firewall_policy_id = azurerm_cdn_frontdoor_firewall_policy.api.id\n    }\n  }\n}",
			model.Google: "security_policy = google_compute_security_policy.api.id",
		},
		Unknown: "A web ACL association in the plan may be about this entry.",
		References: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html",
			"https://docs.aws.amazon.com/appsync/latest/devguide/WAF-Integration.html",
			"https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html",
			"https://learn.microsoft.com/azure/web-application-firewall/overview",
			"https://cloud.google.com/armor/docs/integrating-cloud-armor#serverless",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A1:2017", "A6:2017"}, CSA: []string{"SAS-1", "SAS-8"}, CWE: []int{693, 770},
			FSBP: []string{"APIGateway.4", "CloudFront.6"}, NIST: []string{"AC-4(21)", "SC-5", "SC-7"},
		},
		Covers: []string{
			"checkov:CKV2_AWS_29", "checkov:CKV2_AWS_33", "kics:a186e82c", "fsbp:APIGateway.4",
		},
		Check: rule.Join(
			rule.ForEach(model.APIs, checkAPIFirewall),
			rule.ForEach(model.Endpoints, checkCDNFirewall),
			rule.ForEach(model.UserPools, checkUserPoolFirewall),
		),
	}
}

func checkAPIFirewall(api *model.API, r *rule.Reporter) {
	if len(api.FrontedBy) > 0 {
		return // the CDN in front is where the firewall belongs, and is judged itself
	}
	switch api.Kind {
	case model.GraphQLAPI:
		r.FailIf(api.Firewall.Or(api.Private).Not(), api.Place(),
			"Requests from the internet reach GraphQL API %q without a firewall in between.", api.Label()).
			Remedy("resource_arn = aws_appsync_graphql_api.this.arn # of an aws_wafv2_web_acl_association")
	case model.RESTAPI:
		for _, s := range api.Stages {
			r.FailIf(s.Firewall.Or(api.Private).Not(), s.Place(),
				"Requests from the internet reach %s without a firewall in between.", rule.StageName(s, api)).
				Hop(api.Place(), "the API is open to the internet")
		}
	default: // AWS WAF cannot be attached to HTTP and WebSocket APIs
	}
}

func checkCDNFirewall(e *model.Endpoint, r *rule.Reporter) {
	if e.Kind == model.LoadBalancer && len(e.FrontedBy) == 0 {
		checkBalancerFirewall(e, r)
	}
	if e.Kind != model.CDN {
		return
	}
	at := e.FirewallPlace
	if at.Address() == "" {
		at = e.At("web_acl_id")
	}
	v := r.FailIf(e.Firewall.Not(), at,
		"Requests from the internet reach the API or function behind %q without a firewall in between.", e.Label()).
		RemedyOn(model.AWS, "web_acl_id = aws_wafv2_web_acl.cdn.arn")
	for _, behind := range e.Fronts {
		v.Hop(behind.Base().Place(), "requests are passed on to %q", behind.Base().Label())
	}
}

// checkBalancerFirewall judges public load balancers by their listeners: what is behind them can be anything, but
// here it is a function.
func checkBalancerFirewall(e *model.Endpoint, r *rule.Reporter) {
	at, of := e.Place(), "listener"
	if e.FirewallPlace.Address() != "" {
		at, of = e.FirewallPlace, "load balancer"
	}
	r.FailIf(e.Firewall.Or(e.Private).Not(), at,
		"Requests from the internet reach the function behind %s %q without a firewall in between.", of, e.Label()).
		RemedyOn(model.AWS, "resource_arn = aws_lb.this.arn # of an aws_wafv2_web_acl_association")
}

// checkUserPoolFirewall judges user pools that guard endpoints: whoever breaks in there gets past all of them.
func checkUserPoolFirewall(p *model.UserPool, r *rule.Reporter) {
	if len(p.Guards) == 0 {
		return
	}
	r.FailIf(p.Firewall.Not(), p.Place(), "Passwords of user pool %q can be tried without a firewall in between.", p.Label()).
		Remedy("resource_arn = aws_cognito_user_pool.this.arn # of an aws_wafv2_web_acl_association").
		Hop(p.Guards[0].Place(), "its users may call %q", p.Guards[0].Label())
}
