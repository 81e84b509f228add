package aws

import (
	"encoding/json"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// openAPI is the definition of an API as its body attribute gives it: OpenAPI 2 or 3 with API Gateway's
// extensions.
type openAPI struct {
	r       resource
	api     *model.API
	doc     node
	schemes map[string]*scheme
}

// node is an object of the definition.
type node = base.Node

// openAPI adds what the body of an API defines: its endpoints and authorizers. A body that is not known, or is
// neither JSON nor YAML, leaves open which endpoints there are.
func (r resource) openAPI(api *model.API) {
	body := r.Str("body")
	text, known := body.Get()
	switch {
	case model.Never(body.IsSet()) || known && strings.TrimSpace(text) == "":
		return
	case !known:
		doc, shape, ok := r.holedBody()
		if !ok {
			r.unreadBody(api, body.Why())
			return
		}
		r.define(api, doc, shape)
		return
	}
	doc, why := parseOpenAPI(text)
	if why != "" {
		textAt(r, "body", "API definition", "", body).Document = true
		r.unreadBody(api, why)
		return
	}
	r.define(api, doc, text)
}

// define adds what a definition defines.
func (r resource) define(api *model.API, doc node, text string) {
	textAt(r, "body", "API definition", "", model.Known(text, r.Place("body"))).Document = true
	o := &openAPI{r: r, api: api, doc: doc}
	o.settings()
	o.policy()
	o.authorizers()
	o.endpoints()
}

// unreadBody adds one endpoint of which nothing is known, in the place of those that a body defines.
func (r resource) unreadBody(api *model.API, why string) {
	api.HasEndpoints = model.Undecided(why)
	at, unknown := r.Place("body"), model.Undecided(why)
	e := &model.Endpoint{
		Head: r.unnamed(), Kind: model.HTTPRoute, API: api, ValidatorPlace: at,
		Method: model.UnknownValue[string](why, at), Path: model.UnknownValue[string](why, at),
		Auth: model.UnknownSet[model.AuthKind](why, at), APIKey: model.UnknownSet[bool](why, at),
		Mock: unknown, Preflight: unknown,
	}
	if api.Kind == model.RESTAPI {
		e.Kind, e.Validated, e.FirewallPossible = model.RESTMethod, unknown, true
	}
	api.Endpoints = append(api.Endpoints, e)
	r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
}

// parseOpenAPI reads a definition in JSON or in YAML.
func parseOpenAPI(text string) (doc node, why string) { return base.Document(text, "the API's body") }

// settings reads what the definition says of the whole API. Attributes of the resource win.
func (o *openAPI) settings() {
	endpoint := o.doc.At("x-amazon-apigateway-endpoint-configuration")
	if off, ok := endpoint["disableExecuteApiEndpoint"].(bool); ok && off {
		o.api.DefaultOff = model.Known(true, o.place())
	}
	if cors := o.doc.At("x-amazon-apigateway-cors"); cors != nil && o.api.CORS == nil {
		credentials, _ := cors["allowCredentials"].(bool)
		o.api.CORS = &model.CORS{
			Place:       o.place(),
			Origins:     model.Known(cors.List("allowOrigins"), o.place()),
			Methods:     model.Known(cors.List("allowMethods"), o.place()),
			Headers:     model.Known(cors.List("allowHeaders"), o.place()),
			Credentials: model.Known(credentials, o.place()),
		}
	}
}

// policy adds the resource policy that the definition of a REST API holds. AWS applies it where the resource
// gives none of its own.
func (o *openAPI) policy() {
	written, ok := o.doc["x-amazon-apigateway-policy"]
	if !ok || o.api.Kind != model.RESTAPI {
		return
	}
	text, err := json.Marshal(written)
	if err != nil {
		return
	}
	d := documents{place: o.place(), set: model.False()}
	o.r.b.addText(&d, o.r, "body", string(text), model.True())
	p := policy{set: d.set, why: d.why, place: d.place}
	for _, h := range d.held {
		p.grants = append(p.grants, grantsOf(h)...)
	}
	attach(o.api, p)
}

func (o *openAPI) place() model.Place { return o.r.Place("body") }

// verbs are the operations of a path item, with API Gateway's name for all of them.
func verbs() []string {
	return []string{"get", "put", "post", "delete", "options", "head", "patch", "trace", anyMethod}
}

const anyMethod = "x-amazon-apigateway-any-method"

func (o *openAPI) endpoints() {
	paths := o.doc.At("paths")
	for _, path := range paths.Sorted() {
		item := paths.At(path)
		for _, verb := range verbs() {
			if operation, ok := item[verb].(map[string]any); ok {
				o.endpoint(path, verb, operation)
			}
		}
	}
	o.api.HasEndpoints = model.Of(len(o.api.Endpoints) > 0)
}

func (o *openAPI) endpoint(path, verb string, operation node) {
	method := strings.ToUpper(verb)
	if verb == anyMethod {
		method = "ANY"
	}
	integration := operation.At("x-amazon-apigateway-integration")
	e := &model.Endpoint{
		Head: o.r.unnamed(), Kind: model.HTTPRoute, API: o.api, ValidatorPlace: o.place(),
		Method: model.Known(method, o.place()), Path: model.Known(path, o.place()),
		Preflight: model.Of(verb == "options"),
		Mock:      model.Of(strings.EqualFold(integration.Text("type"), "mock")),
	}
	e.Name = endpointName(e)
	e.Function = o.function(integration)
	if o.api.Kind == model.RESTAPI {
		e.Kind, e.FirewallPossible = model.RESTMethod, true
		e.Validated = model.Of(o.validated(operation))
		e.CORS = o.responseCORS(integration)
	}
	o.secure(e, operation)
	o.deliver(integration)
	o.api.Endpoints = append(o.api.Endpoints, e)
	o.r.b.Sys.Endpoints = append(o.r.b.Sys.Endpoints, e)
}

// function notes where an integration leads; linkOpenAPI follows it.
func (o *openAPI) function(integration node) model.Link[*model.Function] {
	l := model.Link[*model.Function]{Place: o.place(), Text: model.NotSet[string](o.place())}
	if uri := integration.Text("uri"); uri != "" {
		l.Text = model.Known(uri, o.place())
	}
	return l
}

// validated tells whether the validator that an operation names, or else the API, checks anything.
func (o *openAPI) validated(operation node) bool {
	const attribute = "x-amazon-apigateway-request-validator"
	name := operation.Text(attribute)
	if name == "" {
		name = o.doc.Text(attribute)
	}
	validator := o.doc.At("x-amazon-apigateway-request-validators").At(name)
	body, _ := validator["validateRequestBody"].(bool)
	parameters, _ := validator["validateRequestParameters"].(bool)
	return body || parameters
}

// deliver adds where an integration sends requests over HTTP.
func (o *openAPI) deliver(integration node) {
	uri := integration.Text("uri")
	kind := strings.ToLower(integration.Text("type"))
	if kind != "http" && kind != "http_proxy" || uri == "" {
		return
	}
	o.r.b.Sys.Deliveries = append(o.r.b.Sys.Deliveries, &model.Delivery{
		Head: o.r.Head(), Kind: model.Integration, URL: model.Known(uri, o.place()),
		Plain:   plainAddress(uri),
		Private: model.Of(strings.EqualFold(integration.Text("connectionType"), "VPC_LINK")),
		Place:   o.place(),
	})
}

// plainAddress tells whether an address is of plain HTTP; one that begins with a reference may be either.
func plainAddress(uri string) model.Truth {
	if strings.HasPrefix(uri, "${") && !strings.HasPrefix(uri, "${stageVariables.") {
		return model.Undecided(uri + " is known only after apply")
	}
	return model.Of(overHTTP(uri))
}

// responseCORS reads the CORS headers that the responses of an integration set.
func (o *openAPI) responseCORS(integration node) *model.CORS {
	var widest *model.CORS
	responses := integration.At("responses")
	for _, name := range responses.Sorted() {
		parameters := responses.At(name).At("responseParameters")
		entries := make([]entry, 0, len(parameters))
		for _, parameter := range parameters.Sorted() {
			entries = append(entries, entry{parameter, model.Known(parameters.Text(parameter), o.place())})
		}
		if cors := corsOf(entries, "method.response.header.", o.place()); cors != nil {
			widest = widerCORS(widest, cors)
		}
	}
	return widest
}

// linkOpenAPI follows the integrations and authorizers of an API's body to their functions.
func linkOpenAPI(r resource) {
	if api, ok := base.Own[*model.API](r); ok && !r.Attr("body").IsAbsent() {
		followBody(r, api)
	}
}

// putOpenAPI adds what a definition that is put into an API by a resource of its own defines.
func putOpenAPI(r resource) {
	for _, api := range apiLink(r, "rest_api_id").To {
		r.openAPI(api)
		followBody(r, api)
	}
}

func followBody(r resource, api *model.API) {
	for _, e := range api.Endpoints {
		if e.Address == r.Address && e.Auth.Place.Attribute() == "body" {
			followOperation(r, e)
		}
	}
	for _, a := range r.b.Sys.Authorizers {
		if a.Address == r.Address {
			followScheme(r, a)
		}
	}
}

// followOperation follows an operation to its function: where the body is not known, it may be any of those that
// the body refers to.
func followOperation(r resource, e *model.Endpoint) {
	if text, ok := e.Function.Text.Get(); ok {
		e.Function.To = append(functionsIn(r.b, text), base.Referred[*model.Function](r.b.Builder, text)...)
	}
	if why := e.Auth.Why(); why != "" {
		e.Function = base.Link[*model.Function](r, "body")
		e.Function.Elsewhere, e.Function.Why = false, base.Either(e.Function.Why, why)
	}
}

func followScheme(r resource, a *model.Authorizer) {
	if text, ok := a.Function.Text.Get(); ok {
		a.Function.To = append(functionsIn(r.b, text), base.Referred[*model.Function](r.b.Builder, text)...)
	}
	for i, pool := range a.UserPools {
		if text, ok := pool.Text.Get(); ok {
			a.UserPools[i].To = append(poolsIn(r.b, text), base.Referred[*model.UserPool](r.b.Builder, text)...)
		}
	}
}

// poolsIn finds the user pools whose id or ARN stands in a text.
func poolsIn(b *builder, text string) []*model.UserPool {
	var found []*model.UserPool
	for _, pool := range b.Sys.UserPools {
		if arn, ok := pool.ID.Get(); ok && arn != "" && strings.HasSuffix(text, arn[strings.LastIndexByte(arn, '/')+1:]) {
			found = append(found, pool)
		}
	}
	return found
}
