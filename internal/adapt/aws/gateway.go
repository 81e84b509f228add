package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// gateway is what the adapters of API Gateway share during one run: what a third resource says of two others,
// gathered in the link pass and used in the finish pass.
type gateway struct {
	byMethod map[*plan.Resource][]resource // integrations and their responses, by the method that they name
	byRoute  map[routeKey][]resource       // the same, where they name only its path and verb
	loose    bool                          // whether there is an integration of which the method can't be told
	domains  map[*plan.Resource]*model.Domain
}

func gatewayTypes() types {
	g := &gateway{
		byMethod: map[*plan.Resource][]resource{},
		byRoute:  map[routeKey][]resource{},
		domains:  map[*plan.Resource]*model.Domain{},
	}
	return base.Join(g.restTypes(), g.httpTypes(), silentGatewayTypes())
}

func (g *gateway) restTypes() types {
	return types{
		"aws_api_gateway_rest_api":             {Make: restAPI, Link: linkOpenAPI, Finish: finishRESTAPI},
		"data.aws_api_gateway_rest_api":        {Make: readRESTAPI, Finish: finishReadAPI},
		"aws_api_gateway_rest_api_policy":      {Link: restAPIPolicyResource, Follow: "rest_api_id"},
		"aws_api_gateway_rest_api_put":         {Link: putOpenAPI, Follow: "rest_api_id"},
		"aws_api_gateway_resource":             {Follow: "rest_api_id"},
		"data.aws_api_gateway_resource":        {Follow: "rest_api_id"},
		"aws_api_gateway_method":               {Make: restMethod, Link: linkRESTMethod, Finish: g.finishRESTMethod},
		"aws_api_gateway_integration":          {Link: g.linkRESTIntegration},
		"aws_api_gateway_integration_response": {Link: g.linkMethodPart},
		"aws_api_gateway_gateway_response":     {Link: linkGatewayResponse},
		"aws_api_gateway_stage":                {Make: restStage, Link: linkRESTStage},
		"aws_api_gateway_deployment":           {Make: restDeployment, Link: linkRESTStage, Follow: "rest_api_id"},
		"aws_api_gateway_method_settings":      {Finish: finishMethodSettings},
		"aws_api_gateway_authorizer":           {Make: restAuthorizer, Link: linkRESTAuthorizer},
		"aws_api_gateway_domain_name":          {Make: g.restDomain},
		"aws_api_gateway_base_path_mapping":    {Link: g.linkDomain("api_id", "domain_name"), Follow: "domain_name"},
		"aws_api_gateway_api_key":              {Make: gatewayAPIKey},
		"aws_api_gateway_usage_plan":           {Finish: finishUsagePlan},
	}
}

func (g *gateway) httpTypes() types {
	return types{
		"aws_apigatewayv2_api":         {Make: httpAPI, Link: linkHTTPAPI, Finish: finishAPI},
		"data.aws_apigatewayv2_api":    {Make: readHTTPAPI},
		"aws_apigatewayv2_route":       {Make: httpRoute, Link: linkHTTPRoute},
		"aws_apigatewayv2_integration": {Link: linkHTTPIntegration, Follow: "integration_uri"},
		"aws_apigatewayv2_authorizer":  {Make: httpAuthorizer, Link: linkHTTPAuthorizer},
		"aws_apigatewayv2_stage":       {Make: httpStage, Link: linkHTTPStage},
		"aws_apigatewayv2_deployment":  {Follow: "api_id"},
		"aws_apigatewayv2_domain_name": {Make: g.httpDomain},
		"aws_apigatewayv2_api_mapping": {Link: g.linkDomain("api_id", "domain_name"), Follow: "domain_name"},
	}
}

// silentGatewayTypes are the types that are understood but say nothing that a rule judges on its own.
func silentGatewayTypes() types {
	return types{
		"aws_api_gateway_account":                        nothing(),
		"aws_api_gateway_client_certificate":             nothing(),
		"aws_api_gateway_documentation_part":             nothing(),
		"aws_api_gateway_documentation_version":          nothing(),
		"aws_api_gateway_domain_name_access_association": nothing(),
		"aws_api_gateway_method_response":                nothing(),
		"aws_api_gateway_model":                          nothing(),
		"aws_api_gateway_request_validator":              nothing(),
		"aws_api_gateway_usage_plan_key":                 nothing(),
		"aws_api_gateway_vpc_link":                       nothing(),
		"aws_apigatewayv2_integration_response":          nothing(),
		"aws_apigatewayv2_model":                         nothing(),
		"aws_apigatewayv2_route_response":                nothing(),
		"aws_apigatewayv2_vpc_link":                      nothing(),
	}
}

// apiLink follows an attribute to an API, also by way of what belongs to one: a stage, a method, a deployment.
func apiLink(r resource, path string) model.Link[*model.API] {
	l := base.Link[*model.API](r, path)
	if len(l.To) > 0 {
		return l
	}
	for _, o := range r.b.Plan.Resolve(r.Resource, path).Origins {
		l.To = append(l.To, apisOf(r.b, o.Resource, 0)...)
	}
	l.To = base.Unique(l.To)
	l.Elsewhere = l.Elsewhere && len(l.To) == 0
	return l
}

// apisOf gives the APIs that a resource is, or belongs to.
func apisOf(b *builder, res *plan.Resource, depth int) []*model.API {
	if api, ok := b.Objects[res].(*model.API); ok {
		return []*model.API{api}
	}
	if depth > maxHops || !strings.HasPrefix(res.Type, "aws_api") {
		return nil
	}
	var apis []*model.API
	for _, attribute := range []string{"rest_api_id", "api_id"} {
		for _, o := range b.Plan.Resolve(res, attribute).Origins {
			if o.Resource != res {
				apis = append(apis, apisOf(b, o.Resource, depth+1)...)
			}
		}
	}
	return base.Unique(apis)
}

// maxHops bounds how many resources one reference is followed through. Terraform refuses cycles, but a plan
// is only a file.
const maxHops = 8

// apiFor gives the API that a link certainly leads to, or else one of which nothing is known.
func apiFor(l model.Link[*model.API], kind model.APIKind) *model.API {
	if api, ok := l.One(); ok {
		return api
	}
	why := l.Why
	switch {
	case len(l.To) > 1:
		why = l.Place.Attribute() + " may lead to several APIs"
	case why == "" && l.Text.Why() != "":
		why = l.Text.Why()
	case why == "":
		why = "the API is not in the plan"
	}
	unknown := model.Undecided(why)
	return &model.API{
		Head: model.Head{Cloud: model.AWS, Address: l.Place.Address(), ID: l.Text},
		Kind: kind, Private: unknown, PolicySet: unknown, PolicyWhy: why, HasEndpoints: unknown,
		Firewall: unknown, Policy: l.Place,
		DefaultOff: model.UnknownValue[bool](why, l.Place),
	}
}

// finishAPI derives what an API's stages and CDNs mean for its endpoints. An API without endpoints in the plan
// has none, unless its definition could not be read.
func finishAPI(r resource) {
	api, ok := r.b.Objects[r.Resource].(*model.API)
	if !ok {
		return
	}
	if model.Never(api.HasEndpoints) {
		api.HasEndpoints = model.Of(len(api.Endpoints) > 0)
	}
	for _, s := range api.Stages {
		s.OwnFirewall = s.Firewall
		s.Firewall = s.Firewall.Or(api.Firewall)
	}
	for _, e := range api.Endpoints {
		e.Private = api.Private
		e.FrontedBy = append(e.FrontedBy, api.FrontedBy...)
		e.Firewall = e.Firewall.Or(api.Firewall, stagesGuarded(api))
	}
	if api.Kind == model.WebSocketAPI {
		behindConnect(api)
	}
}

// stagesGuarded tells whether every stage of an API has a firewall.
func stagesGuarded(api *model.API) model.Truth {
	if api.Kind != model.RESTAPI {
		return model.False()
	}
	if len(api.Stages) == 0 {
		return model.Undecided("the API's stages are not in the plan")
	}
	guarded := model.True()
	for _, s := range api.Stages {
		guarded = guarded.And(s.Firewall)
	}
	return guarded
}

// gatewayAuth names authorization types of REST methods and HTTP routes. A type that is not known here is some
// kind of authentication.
func gatewayAuth(written string) model.AuthKind {
	switch strings.ToUpper(written) {
	case "NONE", "":
		return model.NoAuth
	case "AWS_IAM":
		return model.IAMAuth
	case "COGNITO_USER_POOLS", "JWT":
		return model.TokenAuth
	case "CUSTOM":
		return model.CustomAuth
	default:
		return model.OtherAuth
	}
}

// gatewayAPIKey adds the value of an API key. Left out, AWS makes one up.
func gatewayAPIKey(r resource) { writtenSecret(r, "value", "API key") }

// writtenSecret adds a value that is there to be secret, when the configuration writes it out instead of taking
// it from somewhere or leaving it to AWS.
func writtenSecret(r resource, path, kind string) {
	if declared, ok := r.Declared(path); ok && !declared || len(r.References(path)) > 0 {
		return
	}
	if value := r.Str(path); value.IsKnown() {
		textAt(r, path, kind, path[strings.LastIndexByte(path, '.')+1:], value).Meant = true
	}
}

// missing tells whether a block that providers compute when it is not given is not given. A plan's configuration
// does not show dynamic blocks, but those leave known blocks in the plan: one that is unknown as a whole was
// made up by the provider.
func (r resource) missing(block string) bool {
	if !r.Attr(block).IsUnknown() {
		return r.Attr(block).IsAbsent() || r.Attr(block).Len() == 0
	}
	declared, _ := r.Declared(block)
	return !declared
}

// unnamed makes the head of an object whose resource type has no name.
func (r resource) unnamed() model.Head {
	return model.Head{Cloud: model.AWS, Address: r.Address, Type: r.Type, Managed: r.Mode == plan.Managed}
}

// textAt adds a piece of text in which a secret could stand.
func textAt(r resource, path, kind, name string, value model.Value[string]) *model.Text {
	t := &model.Text{Head: r.Head(), Place: r.Place(path), Kind: kind, Name: name, Value: value}
	r.b.Sys.Texts = append(r.b.Sys.Texts, t)
	return t
}

// entry is one value of a map attribute. Its name may have dots in it, which no path can express.
type entry struct {
	name  string
	value model.Value[string]
}

// entries reads a map of strings, in the order of the plan.
func (r resource) entries(path string) []entry {
	m := r.Attr(path)
	list := make([]entry, 0, len(m.Names()))
	for _, name := range m.Names() {
		v, at := m.Get(name), r.Place(path+"."+name)
		e := entry{name: name, value: model.Known(v.Text(), at)}
		if v.IsUnknown() {
			e.value = model.UnknownSet[string](r.WhyUnknown(path), at)
		}
		if v.Sensitive() || m.Sensitive() {
			e.value = e.value.Secret()
		}
		list = append(list, e)
	}
	return list
}
