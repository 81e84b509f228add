package aws

import (
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// endpointLine shows what rules ask of an endpoint.
func endpointLine(e *model.Endpoint) string {
	parts := []string{
		string(e.Kind), shown(e.Name), shown(e.Auth), "key=" + shown(e.APIKey), "authorizer=" + leads(e.Authorizer),
		"function=" + leads(e.Function), "validated=" + e.Validated.String(), "preflight=" + e.Preflight.String(),
		"mock=" + e.Mock.String(),
	}
	return strings.Join(parts, "; ")
}

func TestRESTMethods(t *testing.T) {
	sys := family(t, "gateway_rest")
	for address, want := range map[string]string{
		"aws_api_gateway_method.root":      "REST method; GET /; none; key=false; authorizer=; function=; validated=false; preflight=false; mock=false",
		"aws_api_gateway_method.list":      "REST method; GET /orders; IAM; key=true; authorizer=; function=aws_lambda_function.orders; validated=false; preflight=false; mock=false",
		"aws_api_gateway_method.change":    "REST method; PUT /orders/{id}; authorizer; key=false; authorizer=aws_api_gateway_authorizer.token; function=aws_lambda_function.orders; validated=true; preflight=false; mock=false",
		"aws_api_gateway_method.preflight": "REST method; OPTIONS /orders; none; key=false; authorizer=; function=; validated=false; preflight=true; mock=true",
		"aws_api_gateway_method.queue":     "REST method; POST /; none; key=true; authorizer=; function=(elsewhere); validated=false; preflight=false; mock=false",
		"aws_api_gateway_method.elsewhere": "REST method; (absent); token; key=false; authorizer=; function=; validated=unknown: the request validator is not in the plan; preflight=false; mock=unknown: the method's integration is not in the plan",
	} {
		t.Run(address, func(t *testing.T) {
			e := at(t, sys.Endpoints, address)
			equal(t, "endpoint", endpointLine(e), want)
			equal(t, "place of Auth", e.Auth.Place.String(), model.PlaceOf(address, "authorization").String())
			equal(t, "place of the validator", e.ValidatorPlace.Attribute(), "request_validator_id")
			equal(t, "a firewall is possible", e.FirewallPossible, true)
		})
	}
}

func TestRESTAPIs(t *testing.T) {
	sys := family(t, "gateway_rest")
	shop, inside := at(t, sys.APIs, "aws_api_gateway_rest_api.shop"), at(t, sys.APIs, "aws_api_gateway_rest_api.inside")
	equal(t, "shop is private", shop.Private.String(), "false")
	equal(t, "inside is private", inside.Private.String(), "true")
	equal(t, "shop's own address is off", shown(shop.DefaultOff), "false")
	equal(t, "inside's own address is off", shown(inside.DefaultOff), "true")
	equal(t, "shop's endpoints", len(shop.Endpoints), 4)
	equal(t, "shop has endpoints", shop.HasEndpoints.String(), "true")
	equal(t, "what inside's method fills", leads(inside.Endpoints[0].Channel), "aws_sqs_queue.jobs")
	equal(t, "its endpoint is private", inside.Endpoints[0].Private.String(), "true")
	equal(t, "shop's policy", shop.PolicySet.String(), "false")
	outside := at(t, sys.Endpoints, "aws_api_gateway_method.elsewhere").API
	equal(t, "an API outside of the plan is private", outside.Private.String(), "unknown: the API is not in the plan")
}

func TestRESTCORS(t *testing.T) {
	sys := family(t, "gateway_rest")
	cors := at(t, sys.Endpoints, "aws_api_gateway_method.preflight").CORS
	if cors == nil {
		t.Fatal("the preflight method has no CORS headers")
	}
	equal(t, "origins", shown(cors.Origins), "[*]")
	equal(t, "methods", shown(cors.Methods), "[GET PUT]")
	equal(t, "credentials", shown(cors.Credentials), "true")
	equal(t, "place", cors.Place.Address(), "aws_api_gateway_integration_response.preflight")
	api := at(t, sys.APIs, "aws_api_gateway_rest_api.shop")
	equal(t, "widest gateway response", api.CORS.Place.Address(), "aws_api_gateway_gateway_response.failure")
	if other := at(t, sys.Endpoints, "aws_api_gateway_method.list").CORS; other != nil {
		t.Errorf("a method without CORS headers got %v", other)
	}
}

func TestRESTStages(t *testing.T) {
	sys := family(t, "gateway_rest")
	api := at(t, sys.APIs, "aws_api_gateway_rest_api.shop")
	live, test := at(t, api.Stages, "aws_api_gateway_stage.live"), at(t, api.Stages, "aws_api_gateway_stage.test")
	equal(t, "stages", len(api.Stages), 2)
	equal(t, "live's traces", len(live.DataTrace), 1)
	equal(t, "live's trace", shown(live.DataTrace[0]), "true")
	equal(t, "place of the trace", live.DataTrace[0].Place.String(),
		model.PlaceOf("aws_api_gateway_method_settings.all", "settings.0.data_trace_enabled").String())
	equal(t, "test's trace", shown(test.DataTrace[0]), "false")
	equal(t, "live's log format", shown(live.LogFormat), "$context.requestId")
	equal(t, "live's cache", shown(live.CacheOn)+" "+shown(live.CacheSafe), "true false")
	equal(t, "caches", len(sys.Encrypted), 1) // test has no cluster, so nothing is cached
	equal(t, "cache", sys.Encrypted[0].Address+" "+shown(sys.Encrypted[0].Encryption.Kind),
		"aws_api_gateway_method_settings.all none")
	equal(t, "firewall", live.Firewall.String(), "false")
}

func TestRESTAuthorizers(t *testing.T) {
	sys := family(t, "gateway_rest")
	show := func(a *model.Authorizer) string {
		pools := make([]string, 0, len(a.UserPools))
		for _, l := range a.UserPools {
			pools = append(pools, leads(l))
		}
		return strings.Join([]string{
			string(a.Kind), shown(a.Sources), shown(a.TTL), shown(a.Pattern), leads(a.Function), strings.Join(pools, " "),
		}, "; ")
	}
	for address, want := range map[string]string{
		"aws_api_gateway_authorizer.token":   "authorizer; [method.request.header.Authorization]; 300; (absent); aws_lambda_function.authorizer; ",
		"aws_api_gateway_authorizer.request": "authorizer; [method.request.header.X-User context.identity.sourceIp]; 3600; (absent); aws_lambda_function.authorizer; ",
		"aws_api_gateway_authorizer.people":  "token; [method.request.header.Authorization]; 300; (absent); ; aws_cognito_user_pool.people",
	} {
		t.Run(address, func(t *testing.T) {
			equal(t, "authorizer", show(at(t, sys.Authorizers, address)), want)
		})
	}
}

func TestRESTDomains(t *testing.T) {
	sys := family(t, "gateway_rest")
	shop, inside := at(t, sys.APIs, "aws_api_gateway_rest_api.shop"), at(t, sys.APIs, "aws_api_gateway_rest_api.inside")
	if len(shop.Domains) != 1 || len(inside.Domains) != 1 {
		t.Fatalf("got %d and %d domains, want 1 each", len(shop.Domains), len(inside.Domains))
	}
	equal(t, "mutual TLS", shop.Domains[0].MutualTLS.String(), "true")
	equal(t, "name", shown(shop.Domains[0].Name), "shop.example.com")
	equal(t, "TLS", shown(shop.Domains[0].MinTLS), "TLS_1_2")
	equal(t, "mutual TLS of an unknown name", inside.Domains[0].MutualTLS.String(),
		"unknown: aws_api_gateway_base_path_mapping.unknown.domain_name leads to no domain name of the plan")
}

func TestGatewayTexts(t *testing.T) {
	got := texts(family(t, "gateway_rest"))
	for _, want := range []string{
		"aws_api_gateway_stage.live variables.backend backend http://backend.example.com",
		"aws_api_gateway_stage.live variables.colour colour blue",
		"aws_api_gateway_integration.root request_parameters.integration.request.header.X-Api-Key X-Api-Key s3cr3t-value",
		"aws_api_gateway_integration.root request_templates.application/vnd.shop.v1+json  {\"body\": $input.json('$')}",
		"aws_api_gateway_api_key.written value value abcdefghijklmnopqrstuvwxyz meant",
	} {
		equal(t, want, got[want], true)
	}
	equal(t, "texts", len(got), 5) // not X-User, which is no literal, nor the key that AWS makes up
}

func texts(sys *model.System) map[string]bool {
	got := map[string]bool{}
	for _, text := range sys.Texts {
		value, _ := text.Value.Get()
		line := text.Address + " " + text.Place.Attribute() + " " + text.Name + " " + value
		if text.Meant {
			line += " meant"
		}
		got[line] = true
	}
	return got
}

// deliveries shows where a system sends requests, and what it takes, without TLS.
func deliveries(sys *model.System) map[string]string {
	got := map[string]string{}
	for _, d := range sys.Deliveries {
		got[d.Place.Address()+"."+d.Place.Attribute()] = string(d.Kind) + ": " + d.Plain.String() + ", private: " + d.Private.String()
	}
	return got
}

func equalMaps(t *testing.T, got, want map[string]string) {
	t.Helper()
	for key, value := range want {
		equal(t, key, got[key], value)
	}
	for key := range got {
		if _, ok := want[key]; !ok {
			t.Errorf("unexpected %s: %s", key, got[key])
		}
	}
}

func TestRESTDeliveries(t *testing.T) {
	equalMaps(t, deliveries(family(t, "gateway_rest")), map[string]string{
		"aws_api_gateway_integration.root.uri":         "API integration: true, private: false",
		"aws_api_gateway_stage.live.variables.backend": "stage variable: true, private: false",
	})
}

func TestHTTPRoutes(t *testing.T) {
	sys := family(t, "gateway_http")
	for address, want := range map[string]string{
		"aws_apigatewayv2_route.open":    "HTTP route; POST /orders; none; key=false; authorizer=; function=aws_lambda_function.orders; validated=false; preflight=false; mock=false",
		"aws_apigatewayv2_route.closed":  "HTTP route; $default; token; key=false; authorizer=aws_apigatewayv2_authorizer.jwt; function=; validated=false; preflight=false; mock=false",
		"aws_apigatewayv2_api.quick":     "HTTP route; $default; none; key=false; authorizer=; function=aws_lambda_function.orders; validated=false; preflight=false; mock=false",
		"aws_apigatewayv2_route.connect": "WebSocket route; $connect; IAM; key=false; authorizer=; function=; validated=false; preflight=false; mock=false",
		"aws_apigatewayv2_route.send":    "WebSocket route; send; IAM; key=false; authorizer=; function=; validated=false; preflight=false; mock=false",
		"aws_apigatewayv2_route.lobby":   "WebSocket route; $default; none; key=false; authorizer=; function=; validated=false; preflight=false; mock=false",
	} {
		t.Run(address, func(t *testing.T) {
			equal(t, "endpoint", endpointLine(at(t, sys.Endpoints, address)), want)
		})
	}
	connect := at(t, sys.Endpoints, "aws_apigatewayv2_route.connect")
	equal(t, "what send is behind", at(t, sys.Endpoints, "aws_apigatewayv2_route.send").Behind, connect)
	equal(t, "what $connect is behind", connect.Behind, nil)
	equal(t, "place of POST's method", shown(at(t, sys.Endpoints, "aws_apigatewayv2_route.open").Method), "POST")
	equal(t, "a firewall is possible", at(t, sys.Endpoints, "aws_apigatewayv2_route.open").FirewallPossible, false)
}

func TestHTTPAPIs(t *testing.T) {
	sys := family(t, "gateway_http")
	shop := at(t, sys.APIs, "aws_apigatewayv2_api.shop")
	equal(t, "kind", shop.Kind, model.HTTPAPI)
	equal(t, "kind of chat", at(t, sys.APIs, "aws_apigatewayv2_api.chat").Kind, model.WebSocketAPI)
	equal(t, "own address off", shown(shop.DefaultOff), "true")
	equal(t, "CORS", shown(shop.CORS.Origins)+shown(shop.CORS.Methods)+shown(shop.CORS.Credentials), "[*][GET POST]true")
	if cors := at(t, sys.APIs, "aws_apigatewayv2_api.quick").CORS; cors != nil {
		t.Errorf("quick has no CORS, got %v", cors)
	}
	equal(t, "domains", len(shop.Domains), 1)
	equal(t, "mutual TLS", shop.Domains[0].MutualTLS.String(), "false")
	equal(t, "TLS", shown(shop.Domains[0].MinTLS), "TLS_1_2")
	live := at(t, shop.Stages, "aws_apigatewayv2_stage.live")
	equal(t, "log format", shown(live.LogFormat), "$context.requestId $context.authorizer.claims")
	chat := at(t, at(t, sys.APIs, "aws_apigatewayv2_api.chat").Stages, "aws_apigatewayv2_stage.chat")
	equal(t, "chat's trace", shown(chat.DataTrace[0]), "true")
	jwt := at(t, sys.Authorizers, "aws_apigatewayv2_authorizer.jwt")
	equal(t, "audience", shown(jwt.Audience), "(absent)")
	equal(t, "issuer", shown(jwt.Issuer), "https://cognito-idp.amazonaws.com/aws_cognito_user_pool.people")
	equal(t, "user pools", leads(jwt.UserPools[0]), "aws_cognito_user_pool.people")
	equal(t, "TTL of a JWT authorizer", shown(jwt.TTL), "(absent)")
}

func TestHTTPDeliveries(t *testing.T) {
	equalMaps(t, deliveries(family(t, "gateway_http")), map[string]string{
		"aws_apigatewayv2_integration.legacy.integration_uri": "API integration: true, private: false",
	})
}

// TestGatewayInModules holds edges through modules, for_each and outputs against their instances.
func TestGatewayInModules(t *testing.T) {
	sys := family(t, "gateway_modules")
	// A plan lists the references of an object's literal all in one, so that either function may be meant.
	const either = " aws_lambda_function.handler[\"list\"] aws_lambda_function.handler[\"create\"]"
	for address, want := range map[string]string{
		`module.rest.aws_api_gateway_method.this["list"]`:   "GET /list none" + either,
		`module.rest.aws_api_gateway_method.this["create"]`: "POST /create IAM" + either,
		`module.http.aws_apigatewayv2_route.this["list"]`:   "POST /list none aws_lambda_function.handler[\"list\"]",
		`module.http.aws_apigatewayv2_route.this["create"]`: "POST /create IAM aws_lambda_function.handler[\"create\"]",
	} {
		t.Run(address, func(t *testing.T) {
			e := at(t, sys.Endpoints, address)
			equal(t, "endpoint", shown(e.Name)+" "+shown(e.Auth)+" "+leads(e.Function), want)
			equal(t, "API in the plan", e.API.Managed, true)
		})
	}
	rest := at(t, sys.APIs, "module.rest.aws_api_gateway_rest_api.this")
	equal(t, "stage's firewall", rest.Stages[0].Firewall.String(), "true")
}
