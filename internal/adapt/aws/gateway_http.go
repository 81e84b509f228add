package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// httpAPI adds an HTTP or WebSocket API. Such an API is always open to the internet and has no resource policy.
func httpAPI(r resource) {
	api := newAPI(r, protocol(r))
	api.Policy = api.Place()
	if n, _ := r.Blocks("cors_configuration"); n > 0 {
		api.CORS = httpCORS(r)
	}
	r.openAPI(api)
	if r.Str("target").IsSet().String() != "false" {
		quickCreate(r, api)
	}
	r.b.Sys.APIs = append(r.b.Sys.APIs, api)
}

func readHTTPAPI(r resource) {
	api := newAPI(r, protocol(r))
	api.Policy = api.Place()
	api.HasEndpoints = model.Undecided(r.Address + " is not managed by the plan")
	r.b.Sys.APIs = append(r.b.Sys.APIs, api)
}

func protocol(r resource) model.APIKind {
	if strings.EqualFold(r.Attr("protocol_type").Text(), "WEBSOCKET") {
		return model.WebSocketAPI
	}
	return model.HTTPAPI
}

func httpCORS(r resource) *model.CORS {
	const block = "cors_configuration.0."
	return &model.CORS{
		Place:       r.Place(block + "allow_origins"),
		Origins:     r.Strs(block + "allow_origins"),
		Methods:     r.Strs(block + "allow_methods"),
		Headers:     r.Strs(block + "allow_headers"),
		Credentials: r.Flag(block + "allow_credentials").Or(false),
	}
}

// quickCreate adds the one route that API Gateway makes for a target: it has no authorization, and takes
// everything unless route_key narrows it.
func quickCreate(r resource, api *model.API) {
	e := newRoute(r, r.Str("route_key").Or("$default"))
	e.Auth = model.Known(model.NoAuth, r.Place("target"))
	e.APIKey = model.Known(false, r.Place("target"))
	e.API, api.Endpoints = api, append(api.Endpoints, e)
	r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
	if strings.Contains(r.Attr("target").Text(), "://") {
		r.deliver(model.Integration, "target", model.False())
	}
}

// linkHTTPAPI follows quick create's target, and the body's integrations, to their functions.
func linkHTTPAPI(r resource) {
	linkOpenAPI(r)
	api, ok := r.b.Objects[r.Resource].(*model.API)
	if !ok {
		return
	}
	for _, e := range api.Endpoints {
		if e.Address == r.Address && e.Auth.Place.Attribute() == "target" {
			e.Function = integratedFunction(r, "target")
		}
	}
}

// newRoute makes a route's endpoint of its key: "GET /orders", "$default", "$connect", or a WebSocket action.
// HTTP APIs can not validate requests, nor have a firewall attached.
func newRoute(r resource, key model.Value[string]) *model.Endpoint {
	e := &model.Endpoint{Head: r.unnamed(), Kind: model.HTTPRoute, ValidatorPlace: r.Place("")}
	e.Method = model.Map(key, func(k string) string {
		if method, _, ok := strings.Cut(k, " "); ok {
			return method
		}
		return "ANY"
	})
	e.Path = model.Map(key, func(k string) string {
		if _, path, ok := strings.Cut(k, " "); ok {
			return path
		}
		return k
	})
	e.Name = key
	e.Preflight = model.Equals(e.Method, "OPTIONS")
	return e
}

// httpRoute adds a route. Its authorization_type is NONE unless set, and no API key is asked for.
func httpRoute(r resource) {
	e := newRoute(r, r.Str("route_key"))
	e.Auth = model.Map(r.Str("authorization_type").Or("NONE"), gatewayAuth)
	e.APIKey = r.Flag("api_key_required").Or(false)
	r.b.Declare(r, e)
	r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
}

func linkHTTPRoute(r resource) {
	e, ok := r.b.Objects[r.Resource].(*model.Endpoint)
	if !ok {
		return
	}
	e.API = apiFor(apiLink(r, "api_id"), model.HTTPAPI)
	e.API.Endpoints = append(e.API.Endpoints, e)
	e.Private = e.API.Private
	e.Authorizer = base.Link[*model.Authorizer](r, "authorizer_id")
	e.Function = routeFunction(r)
	e.Mock = model.Equals(r.integrationType(), "MOCK")
	if integrations, _ := integrationsOf(r); len(integrations) == 1 {
		direct(e, integrations[0], "request_parameters")
	}
	if e.API.Kind == model.WebSocketAPI {
		webSocketRoute(r, e)
	}
}

// webSocketRoute marks a route of a WebSocket API; messages are checked when it selects a model for them.
func webSocketRoute(r resource, e *model.Endpoint) {
	e.Kind, e.Method, e.Preflight = model.WebSocket, model.NotSet[string](r.Place("route_key")), model.False()
	e.ValidatorPlace = r.Place("model_selection_expression")
	e.Validated = r.Str("model_selection_expression").IsSet().And(model.Of(r.Attr("request_models").Len() > 0))
}

// routeFunction follows a route by its integration ("integrations/ID") to the function that answers.
func routeFunction(r resource) model.Link[*model.Function] {
	integrations, res := integrationsOf(r)
	l := model.Link[*model.Function]{Place: r.Place("target"), Text: r.Str("target")}
	if !res.Complete && len(integrations) == 0 {
		l.Why = base.WhyUnknown("target", res)
	}
	for _, i := range integrations {
		next := integratedFunction(i, "integration_uri")
		if len(integrations) == 1 {
			return next
		}
		l.To = append(l.To, next.To...)
		if l.Why == "" {
			l.Why = next.Why
		}
	}
	l.To = base.Unique(l.To)
	return l
}

func integrationsOf(r resource) ([]resource, plan.Resolution) {
	res := r.b.Plan.Resolve(r.Resource, "target")
	var integrations []resource
	for _, o := range res.Origins {
		if o.Resource.Type == "aws_apigatewayv2_integration" {
			integrations = append(integrations, r.b.resource(o.Resource))
		}
	}
	return integrations, res
}

// integrationType gives the type of the one integration that a route leads to.
func (r resource) integrationType() model.Value[string] {
	if integrations, _ := integrationsOf(r); len(integrations) == 1 {
		return integrations[0].Str("integration_type")
	}
	return model.NotSet[string](r.Place("target"))
}

// linkHTTPIntegration adds where an integration sends requests over HTTP, and its literal texts.
func linkHTTPIntegration(r resource) {
	for _, e := range r.entries("request_templates") {
		textAt(r, "request_templates."+e.name, "integration template", "", e.value).Document = true
	}
	for _, e := range r.entries("request_parameters") {
		textAt(r, "request_parameters."+e.name, "integration parameter", parameterName(e.name), e.value)
	}
	private := model.Equals(r.Str("connection_type"), "VPC_LINK")
	http := model.In(r.Str("integration_type"), "HTTP", "HTTP_PROXY")
	if model.Certainly(http.And(private.Not())) || strings.Contains(r.Attr("integration_uri").Text(), "://") {
		r.deliver(model.Integration, "integration_uri", private)
	}
}

// parameterName reads the header out of a parameter mapping's key: "append:header.x-api-key".
func parameterName(key string) string { return key[strings.LastIndexByte(key, '.')+1:] }

// behindConnect puts the routes of a WebSocket API behind the one at which callers are checked: API Gateway
// authorizes connections, not messages. Without a $connect route anyone can connect.
func behindConnect(api *model.API) {
	var first *model.Endpoint
	for _, e := range api.Endpoints {
		if key, ok := e.Path.Get(); ok && key == "$connect" {
			first = e
		}
	}
	for _, e := range api.Endpoints {
		switch {
		case first == nil:
			first = e
			e.Auth = openConnect(api, e)
		case e != first:
			e.Behind, e.Auth, e.Authorizer, e.APIKey = first, first.Auth, first.Authorizer, first.APIKey
		}
	}
}

// openConnect is how an API without a $connect route knows its callers.
func openConnect(api *model.API, e *model.Endpoint) model.Value[model.AuthKind] {
	for _, other := range api.Endpoints {
		if other.Path.Why() != "" {
			return model.UnknownValue[model.AuthKind](other.Path.Why(), e.Auth.Place)
		}
	}
	return model.Known(model.NoAuth, e.Auth.Place)
}
