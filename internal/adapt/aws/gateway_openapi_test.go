package aws

import (
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestOpenAPIEndpoints(t *testing.T) {
	sys := family(t, "gateway_openapi")
	for address, want := range map[string]map[string]string{
		"aws_api_gateway_rest_api.swagger": {
			"GET /inherited": "token; key=false; authorizer=people; function=aws_lambda_function.orders; validated=true",
			"POST /open":     "none; key=false; authorizer=; function=; validated=false",
			"GET /custom":    "authorizer; key=false; authorizer=custom; function=; validated=true",
			"GET /iam":       "IAM; key=true; authorizer=; function=; validated=true",
			"GET /keyed":     "none; key=true; authorizer=; function=; validated=true",
			"GET /ignored":   "none; key=false; authorizer=; function=; validated=true",
			"GET /flagged":   "IAM; key=false; authorizer=; function=; validated=true",
			"ANY /any":       "token; key=false; authorizer=people; function=; validated=true",
			"OPTIONS /any":   "none; key=false; authorizer=; function=; validated=true",
		},
		"aws_apigatewayv2_api.openapi": {
			"GET /in":      "token; key=false; authorizer=jwt; function=; validated=false",
			"GET /out":     "none; key=false; authorizer=; function=; validated=false",
			"ANY $default": "none; key=false; authorizer=; function=; validated=false",
		},
		"aws_api_gateway_rest_api.yaml": {
			"GET /open":   "none; key=false; authorizer=; function=; validated=false",
			"GET /signed": "IAM; key=false; authorizer=; function=; validated=false",
		},
		"aws_apigatewayv2_api.yaml": {
			"POST /hook": "none; key=false; authorizer=; function=; validated=false",
		},
	} {
		t.Run(address, func(t *testing.T) {
			got := map[string]string{}
			for _, e := range at(t, sys.APIs, address).Endpoints {
				authorizer := ""
				for _, a := range e.Authorizer.To {
					authorizer = shown(a.Name)
				}
				equal(t, "place", e.Auth.Place.String(), model.PlaceOf(address, "body").String())
				got[shown(e.Name)] = shown(e.Auth) + "; key=" + shown(e.APIKey) + "; authorizer=" + authorizer +
					"; function=" + leads(e.Function) + "; validated=" + e.Validated.String()
			}
			equalMaps(t, got, want)
		})
	}
}

func TestOpenAPIDetails(t *testing.T) {
	sys := family(t, "gateway_openapi")
	swagger := at(t, sys.APIs, "aws_api_gateway_rest_api.swagger")
	equal(t, "policy", swagger.PolicySet.String(), "true")
	equal(t, "grants", len(swagger.Grants), 1)
	for _, e := range swagger.Endpoints {
		isPreflight := shown(e.Name) == "OPTIONS /any"
		equal(t, "preflight", e.Preflight.String(), model.Of(isPreflight).String())
		equal(t, "mock", e.Mock.String(), model.Of(isPreflight).String())
		equal(t, "CORS headers", e.CORS != nil, isPreflight)
	}
	equal(t, "CORS of the HTTP API", shown(at(t, sys.APIs, "aws_apigatewayv2_api.openapi").CORS.Credentials), "true")
	equalMaps(t, deliveries(sys), map[string]string{
		"aws_api_gateway_rest_api.swagger.body": "API integration: true, private: false",
	})
	for _, a := range sys.Authorizers {
		switch shown(a.Name) {
		case "custom":
			equal(t, "custom", shown(a.TTL)+" "+shown(a.Pattern)+" "+leads(a.Function), "60 ^Bearer .+$ aws_lambda_function.orders")
		case "jwt":
			equal(t, "jwt", shown(a.Issuer)+" "+shown(a.Audience), "https://issuer.example.com [shop]")
		}
	}
	equal(t, "authorizers", len(sys.Authorizers), 3)
}

func TestBodiesThatCannotBeRead(t *testing.T) {
	sys := family(t, "gateway_openapi")
	for address, want := range map[string]string{
		"aws_api_gateway_rest_api.yaml":   "true",
		"aws_api_gateway_rest_api.broken": "unknown: the API's body is not valid",
		"aws_api_gateway_rest_api.later":  "unknown: aws_lambda_function.orders.invoke_arn is known only after apply",
		"aws_api_gateway_rest_api.empty":  "true",
		"aws_api_gateway_rest_api.bare":   "false",
	} {
		t.Run(address, func(t *testing.T) {
			api := at(t, sys.APIs, address)
			equal(t, "HasEndpoints", api.HasEndpoints.String(), want)
			if why, unread := strings.CutPrefix(want, "unknown: "); unread {
				equal(t, "Auth", api.Endpoints[0].Auth.Why(), why)
				equal(t, "Mock", api.Endpoints[0].Mock.String(), want)
			}
		})
	}
}

func TestUnknownBodyLeadsOn(t *testing.T) {
	sys := family(t, "gateway_openapi")
	function := at(t, sys.APIs, "aws_api_gateway_rest_api.later").Endpoints[0].Function
	equal(t, "function", leads(function),
		"aws_lambda_function.orders (why: aws_lambda_function.orders.invoke_arn is known only after apply)")
}

func TestPutBody(t *testing.T) {
	api := at(t, family(t, "gateway_openapi").APIs, "aws_api_gateway_rest_api.empty")
	if len(api.Endpoints) != 1 {
		t.Fatalf("got %d endpoints, want 1", len(api.Endpoints))
	}
	e := api.Endpoints[0]
	equal(t, "endpoint", e.Address+" "+shown(e.Name)+" "+leads(e.Function),
		"aws_api_gateway_rest_api_put.filled GET /put aws_lambda_function.orders")
}

// TestHostileDefinitions holds the reader against bodies whose parts have other types than OpenAPI gives them.
func TestHostileDefinitions(t *testing.T) {
	for _, body := range []string{
		`{`, `{}`, `{"paths": []}`, `{"paths": {"/": null}}`, `{"paths": {"/": {"get": []}}}`,
		`{"paths": {"/": {"get": {"security": {}}}}, "security": "x"}`,
		`{"paths": {"/": {"get": {"security": [null, 1, {"a": 1}]}}}, "securityDefinitions": {"a": 7}}`,
		`{"components": {"securitySchemes": {"a": {"x-amazon-apigateway-authorizer": {"type": "jwt", "jwtConfiguration": {"audience": 5}}}}}}`,
		`{"paths": {"/": {"get": {"x-amazon-apigateway-integration": {"responses": [1], "uri": {}}}}}}`,
	} {
		doc, why := parseOpenAPI(body)
		if why != "" {
			continue
		}
		api := &model.API{Kind: model.RESTAPI}
		o := &openAPI{r: emptyResource(), api: api, doc: doc}
		o.settings()
		o.authorizers()
		o.endpoints()
	}
}
