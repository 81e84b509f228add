package aws

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// restAPI adds a REST API and the endpoints of its OpenAPI body. Unless its endpoint type says PRIVATE it is
// open to the internet (provider: endpoint_configuration.types, EDGE when left out), and so is its
// execute-api address (disable_execute_api_endpoint, false).
func restAPI(r resource) {
	api := newAPI(r, model.RESTAPI)
	if !r.missing("endpoint_configuration") {
		api.Private = private(r)
	}
	r.openAPI(api)
	r.b.Sys.APIs = append(r.b.Sys.APIs, api)
}

// readRESTAPI adds an API that the plan only reads.
func readRESTAPI(r resource) {
	api := newAPI(r, model.RESTAPI)
	api.Private = private(r)
	api.HasEndpoints = model.Undecided(r.Address + " is not managed by the plan")
	r.b.Sys.APIs = append(r.b.Sys.APIs, api)
}

func private(r resource) model.Truth {
	return r.Strs("endpoint_configuration.0.types").Match(func(types []string) bool {
		return slices.Contains(types, "PRIVATE")
	})
}

func newAPI(r resource, kind model.APIKind) *model.API {
	api := &model.API{
		Head: r.Head(), Kind: kind, Policy: r.Place("policy"),
		DefaultOff: r.Flag("disable_execute_api_endpoint").Or(false),
	}
	r.b.Declare(r, api)
	return api
}

// finishRESTAPI adds the policy that stands in the API itself, unless a separate resource holds it: the
// provider then repeats it here.
func finishRESTAPI(r resource) {
	if api, ok := base.Own[*model.API](r); ok && writesPolicy(r, api) {
		attach(api, r.policy("policy"))
	}
	finishAPI(r)
}

// writesPolicy tells whether the policy attribute of an API counts. Where the configuration leaves it out, the
// provider shows there what AWS has: the text of a separate policy resource, if there is one.
func writesPolicy(r resource, api *model.API) bool {
	if model.Never(r.Str("policy").IsSet()) {
		return false
	}
	declared, ok := r.Declared("policy")
	return declared || !ok || api.Policy.Address() == api.Address
}

// finishReadAPI adds the policy of an API that the plan only reads.
func finishReadAPI(r resource) {
	api, ok := base.Own[*model.API](r)
	if !ok {
		return
	}
	attach(api, r.policy("policy"))
	if model.Never(api.PolicySet) && r.Attr("policy").IsAbsent() {
		api.PolicySet = model.Undecided(r.Address + " is not managed by this plan")
	}
}

// restAPIPolicyResource gives an API its policy; AWS keeps one policy an API, so it adds to a policy written
// elsewhere only in the plan.
func restAPIPolicyResource(r resource) {
	l := apiLink(r, "rest_api_id")
	for _, api := range l.To {
		attach(api, r.policy("policy"))
	}
	if !anyManaged(l.To) {
		attach(base.Outsider(r, l, outsideAPI), r.policy("policy"))
	}
}

func attach(api *model.API, p policy) {
	api.Grants = append(api.Grants, p.grants...)
	if p.set.String() != "false" {
		api.Policy = p.place
	}
	api.PolicySet = api.PolicySet.Or(p.set)
	if api.PolicyWhy == "" {
		api.PolicyWhy = p.why
	}
}

// restMethod adds the endpoint that a method is. authorization has no default; api_key_required is false
// unless set.
func restMethod(r resource) {
	method := r.Str("http_method")
	e := &model.Endpoint{
		Head: r.unnamed(), Kind: model.RESTMethod, Method: method,
		Auth:             model.Map(r.Str("authorization"), gatewayAuth),
		APIKey:           r.Flag("api_key_required").Or(false),
		Preflight:        model.Equals(method, "OPTIONS"),
		ValidatorPlace:   r.Place("request_validator_id"),
		FirewallPossible: true,
	}
	r.b.Declare(r, e)
	r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
}

func linkRESTMethod(r resource) {
	e, ok := r.b.Objects[r.Resource].(*model.Endpoint)
	if !ok {
		return
	}
	e.API = apiFor(apiLink(r, "rest_api_id"), model.RESTAPI)
	e.API.Endpoints = append(e.API.Endpoints, e)
	e.Private, e.Firewall = e.API.Private, e.API.Firewall
	e.Path = restPath(r)
	e.Name = endpointName(e)
	e.Authorizer = base.Link[*model.Authorizer](r, "authorizer_id")
	e.Validated = validated(r)
}

// endpointName names an endpoint as people do: "GET /orders".
func endpointName(e *model.Endpoint) model.Value[string] {
	method, known := e.Method.Get()
	path, ok := e.Path.Get()
	if !ok {
		return model.NotSet[string](e.Place())
	}
	if !known {
		return model.Known(path, e.Place())
	}
	return model.Known(method+" "+path, e.Place())
}

// restPath builds a method's path from the chain of resources above it.
func restPath(r resource) model.Value[string] {
	parts, why := pathParts(r.b, r.Resource, "resource_id", 0)
	if why != "" {
		return model.UnknownSet[string](why, r.Place("resource_id"))
	}
	return model.Known("/"+strings.Join(parts, "/"), r.Place("resource_id"))
}

// maxPathDepth is far above what a URL of API Gateway can hold.
const maxPathDepth = 64

func pathParts(b *builder, res *plan.Resource, attribute string, depth int) (parts []string, why string) {
	at := res.Address + "." + attribute
	origin, ok := onlyOrigin(b.Plan.Resolve(res, attribute))
	switch {
	case !ok || depth > maxPathDepth:
		return nil, at + " leads to no resource of the plan"
	case strings.HasSuffix(origin.Attribute, "root_resource_id"):
		return nil, ""
	case origin.Resource.Type == "aws_api_gateway_method" || origin.Resource.Type == "aws_api_gateway_integration":
		return pathParts(b, origin.Resource, "resource_id", depth+1)
	case origin.Resource.Mode == plan.Data && origin.Resource.Attr("path").Text() != "":
		return splitPath(origin.Resource.Attr("path").Text()), ""
	case origin.Resource.Type != "aws_api_gateway_resource":
		return nil, at + " leads to " + origin.Resource.Address
	}
	part := origin.Resource.Attr("path_part")
	if part.Kind() != plan.String {
		return nil, origin.Resource.Address + ".path_part is known only after apply"
	}
	above, why := pathParts(b, origin.Resource, "parent_id", depth+1)
	return append(above, part.Text()), why
}

func splitPath(path string) []string {
	if path = strings.Trim(path, "/"); path == "" {
		return nil
	}
	return strings.Split(path, "/")
}

func onlyOrigin(res plan.Resolution) (plan.Origin, bool) {
	if len(res.Origins) != 1 || !res.Complete {
		return plan.Origin{}, false
	}
	return res.Origins[0], true
}

// validated tells whether a method checks requests: it names a validator that checks bodies or parameters
// (both are off unless set).
func validated(r resource) model.Truth {
	set := r.Str("request_validator_id").Match(func(id string) bool { return id != "" })
	set = set.Or(r.Str("request_validator_id").IsSet().And(model.Of(!r.Str("request_validator_id").IsKnown())))
	res := r.b.Plan.Resolve(r.Resource, "request_validator_id")
	checks := make([]model.Truth, 0, len(res.Origins))
	for _, o := range res.Origins {
		if o.Resource.Type == "aws_api_gateway_request_validator" {
			v := r.b.resource(o.Resource)
			body, parameters := v.Flag("validate_request_body"), v.Flag("validate_request_parameters")
			checks = append(checks, model.IsTrue(body).Or(model.IsTrue(parameters)))
		}
	}
	if len(checks) == 0 {
		return set.And(model.Undecided("the request validator is not in the plan"))
	}
	all, some := model.All(checks...), model.Any(checks...)
	if all == some {
		return set.And(all)
	}
	return set.And(model.Undecided("request_validator_id may lead to several validators"))
}
