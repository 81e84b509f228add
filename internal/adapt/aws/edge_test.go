package aws

import (
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

func emptyResource() resource {
	p := &plan.Plan{}
	b := newBuilder(p, &model.System{}, base.Share(Contents()))
	return b.resource(&plan.Resource{Address: "aws_api_gateway_rest_api.x", Type: "aws_api_gateway_rest_api"})
}

func TestAppSync(t *testing.T) {
	sys := family(t, "edge_appsync")
	open, closed := at(t, sys.APIs, "aws_appsync_graphql_api.open"), at(t, sys.APIs, "aws_appsync_graphql_api.closed")
	equal(t, "open", shown(open.Endpoints[0].Auth)+" "+open.Private.String()+" "+shown(open.DataTrace), "API key false true")
	equal(t, "closed", shown(closed.Endpoints[0].Auth)+" "+closed.Private.String()+" "+shown(closed.DataTrace), "authorizer true false")
	equal(t, "open's function", leads(open.Endpoints[0].Function), "aws_lambda_function.orders")
	equal(t, "closed's function", leads(closed.Endpoints[0].Function), "")
	equal(t, "open's other kinds", len(open.Endpoints[0].Also), 0)
	equal(t, "closed's other kind", shown(closed.Endpoints[0].Also[0]), "API key")
	equal(t, "place of Auth", open.Endpoints[0].Auth.Place.Attribute(), "authentication_type")
	authorizer := closed.Endpoints[0].Authorizer.To[0]
	equal(t, "authorizer", shown(authorizer.TTL)+" "+leads(authorizer.Function), "7200 aws_lambda_function.authorizer")
	equalMaps(t, deliveries(sys), map[string]string{
		"aws_appsync_datasource.legacy.http_config.0.endpoint": "API integration: true, private: false",
	})
	caches := map[string]string{}
	for _, c := range sys.Encrypted {
		caches[c.Encryption.Kind.Place.Attribute()] = shown(c.Encryption.Kind) + " in transit: " + model.Of(c.InTransit).String()
	}
	equalMaps(t, caches, map[string]string{
		"at_rest_encryption_enabled": "cloud-owned key in transit: false",
		"transit_encryption_enabled": "none in transit: true",
	})
	equal(t, "unmodelled types", len(sys.Unmodelled), 0)
}

func TestUserPools(t *testing.T) {
	sys := family(t, "edge_cognito")
	plain, strict := at(t, sys.UserPools, "aws_cognito_user_pool.plain"), at(t, sys.UserPools, "aws_cognito_user_pool.strict")
	show := func(p *model.UserPool) string {
		return strings.Join([]string{shown(p.SelfSignUp), shown(p.PasswordLength), shown(p.MultiFactor)}, " ")
	}
	equal(t, "plain", show(plain), "true 8 false")
	equal(t, "strict", show(strict), "false 14 true")
	jwt := at(t, sys.Authorizers, "aws_apigatewayv2_authorizer.jwt")
	equal(t, "audience", shown(jwt.Audience), "[(aws_cognito_user_pool_client.app.id is known only after apply)]")
	equal(t, "what strict guards", len(strict.Guards), 1)
	equal(t, "what plain guards", len(plain.Guards), 0)
}

func TestGuestPools(t *testing.T) {
	sys := family(t, "edge_cognito")
	open := at(t, sys.GuestPools, "aws_cognito_identity_pool.open")
	closed := at(t, sys.GuestPools, "aws_cognito_identity_pool.closed")
	both := at(t, sys.GuestPools, "aws_cognito_identity_pool.both")
	equal(t, "open takes guests", shown(open.Guests), "true")
	equal(t, "closed takes guests", shown(closed.Guests), "false")
	equal(t, "open's role", leads(open.GuestIdentity[0]), "aws_iam_role.guest")
	equal(t, "closed's roles", len(closed.GuestIdentity), 0)
	// The map's two roles cannot be told apart by their place, only by whom they trust.
	equal(t, "both's role", leads(both.GuestIdentity[0]), "aws_iam_role.guest")
}

func TestWrittenSecrets(t *testing.T) {
	got := texts(family(t, "edge_cognito"))
	equal(t, "provider", got["aws_cognito_identity_provider.partner provider_details.client_secret client_secret pr0vider-secret meant"], true)
	equal(t, "user", got["aws_cognito_user.first temporary_password temporary_password Welcome-2024 meant"], true)
	equal(t, "texts", len(got), 2) // not the password that comes from a variable
	listener := texts(family(t, "edge_alb"))
	equal(t, "listener", listener["aws_lb_listener.login default_action.0.authenticate_oidc.0.client_secret client_secret secret meant"], true)
}

func TestCloudFront(t *testing.T) {
	sys := family(t, "edge_cloudfront")
	const url, api = "aws_cloudfront_distribution.url", "aws_cloudfront_distribution.api"
	cdn := at(t, sys.Endpoints, url)
	equal(t, "what the CDN fronts", cdn.Fronts[0].Base().Address, "aws_lambda_function_url.orders")
	equal(t, "its firewall", cdn.Firewall.String(), "true")
	function := at(t, sys.Endpoints, "aws_lambda_function_url.orders")
	equal(t, "the URL's firewall", function.Firewall.String(), "true")
	equal(t, "what fronts the URL", function.FrontedBy[0].Address(), url)
	shop := at(t, sys.APIs, "aws_apigatewayv2_api.shop")
	equal(t, "what fronts the API", shop.FrontedBy[0].Address(), api)
	equal(t, "the API's firewall", shop.Firewall.String(), "false")
	equal(t, "the second CDN's firewall", at(t, sys.Endpoints, api).Firewall.String(), "false")
	equal(t, "what fronts the route", at(t, sys.Endpoints, "aws_apigatewayv2_route.shop").FrontedBy[0].Address(), api)
	equal(t, "the function at the edge", leads(at(t, sys.Endpoints, "aws_cloudfront_distribution.edge").Function), "aws_lambda_function.orders")
	for _, e := range sys.Endpoints {
		if e.Address == "aws_cloudfront_distribution.site" {
			t.Error("a distribution of a site is no endpoint of a serverless system")
		}
	}
}

func TestCloudFrontDeliveries(t *testing.T) {
	got := map[string]string{}
	for _, d := range family(t, "edge_cloudfront").Deliveries {
		attribute := d.Place.Attribute()
		if d.Kind == model.CDNOrigin {
			attribute = attribute[strings.LastIndexByte(attribute, '.')+1:] // the set of origins has no order
		}
		got[d.Place.Address()+"."+attribute] = d.Plain.String()
	}
	equalMaps(t, got, map[string]string{
		"aws_cloudfront_distribution.url.default_cache_behavior.0.viewer_protocol_policy": "false",
		"aws_cloudfront_distribution.url.origin_protocol_policy":                          "false",
		"aws_cloudfront_distribution.api.ordered_cache_behavior.0.viewer_protocol_policy": "true",
		"aws_cloudfront_distribution.api.origin_protocol_policy":                          "true",
	})
}

func TestLoadBalancers(t *testing.T) {
	sys := family(t, "edge_alb")
	got := map[string]string{}
	for _, e := range sys.Endpoints {
		got[e.Address] = strings.Join([]string{
			string(e.Kind), shown(e.Auth), leads(e.Function), "private: " + e.Private.String(),
			"firewall: " + e.Firewall.String(), "path: " + shown(e.Path),
		}, "; ")
	}
	equalMaps(t, got, map[string]string{
		"aws_lb_listener.open":        "load balancer rule; none; aws_lambda_function.orders; private: false; firewall: false; path: (absent)",
		"aws_lb_listener.login":       "load balancer rule; token; aws_lambda_function.orders; private: true; firewall: false; path: (absent)",
		"aws_lb_listener_rule.orders": "load balancer rule; none; aws_lambda_function.orders; private: false; firewall: false; path: /orders/*",
	})
	equalMaps(t, deliveries(sys), map[string]string{
		"aws_lb_listener.open.protocol":     "load balancer listener: true, private: false",
		"aws_lb_listener.login.protocol":    "load balancer listener: false, private: true",
		"aws_lb_listener.redirect.protocol": "load balancer listener: true, private: false",
	})
}

func TestFirewalls(t *testing.T) {
	sys := family(t, "edge_waf")
	shop, second := at(t, sys.APIs, "aws_api_gateway_rest_api.shop"), at(t, sys.APIs, "aws_api_gateway_rest_api.second")
	equal(t, "guarded stage", at(t, shop.Stages, "aws_api_gateway_stage.guarded").Firewall.String(), "true")
	equal(t, "open stage", at(t, shop.Stages, "aws_api_gateway_stage.open").Firewall.String(), "false")
	equal(t, "method of both", shop.Endpoints[0].Firewall.String(), "false")
	equal(t, "stage by a hand-made ARN", second.Stages[0].Firewall.String(), "true")
	equal(t, "its method", second.Endpoints[0].Firewall.String(), "true")
	graph := at(t, sys.APIs, "aws_appsync_graphql_api.graph")
	equal(t, "GraphQL API", graph.Firewall.String(), "true")
	equal(t, "GraphQL endpoint", graph.Endpoints[0].Firewall.String(), "true")
	equal(t, "user pool", sys.UserPools[0].Firewall.String(), "true")
}

// TestFirewallOfUnknownTarget holds that an association which cannot be followed leaves open what it guards, but
// not what no firewall can be attached to.
func TestFirewallOfUnknownTarget(t *testing.T) {
	sys := family(t, "edge_waf_local")
	const want = "unknown: aws_wafv2_web_acl_association.guarded.resource_arn cannot be followed: local.guarded cannot be followed without HCL"
	equal(t, "stage", at(t, sys.APIs, "aws_api_gateway_rest_api.shop").Stages[0].Firewall.String(), want)
	equal(t, "user pool", sys.UserPools[0].Firewall.String(), want)
	equal(t, "stage of an HTTP API", at(t, sys.APIs, "aws_apigatewayv2_api.http").Stages[0].Firewall.String(), "false")
}
