package google

import (
	"encoding/base64"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// openAPI is the definition of an API: OpenAPI 2 or 3 with Google's extensions.
type openAPI struct {
	r       resource
	api     *model.API
	at      model.Place
	doc     base.Node
	schemes map[string]scheme
}

// scheme is what a security scheme of the definition makes the gateway ask for.
type scheme struct {
	kind       model.AuthKind
	authorizer *model.Authorizer
}

// decoded reads a text that is given in Base64.
func decoded(v model.Value[string]) model.Value[string] {
	text, known := v.Get()
	if !known {
		return v
	}
	plain, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil {
		return model.UnknownSet[string]("the document is not valid Base64", v.Place)
	}
	return model.Known(string(plain), v.Place)
}

// definition adds what a document defines. One that is not known leaves open which endpoints there are.
func (r resource) definition(api *model.API, path string, v model.Value[string]) {
	text, known := v.Get()
	if !known {
		if doc, shape, ok := r.holedDefinition(path); ok {
			r.define(api, path, doc, shape)
			return
		}
		r.unreadDefinition(api, path, v.Why())
		return
	}
	doc, why := base.Document(text, "the API's definition")
	if why != "" {
		r.definitionText(path, text)
		r.unreadDefinition(api, path, why)
		return
	}
	r.define(api, path, doc, text)
}

// define adds what a document defines.
func (r resource) define(api *model.API, path string, doc base.Node, text string) {
	r.definitionText(path, text)
	o := &openAPI{r: r, api: api, at: r.Place(path), doc: doc, schemes: map[string]scheme{}}
	o.securitySchemes()
	o.endpoints()
}

// definitionText adds a definition as a text in which a secret could stand.
func (r resource) definitionText(path, text string) {
	r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
		Head: r.Head(), Place: r.Place(path), Kind: "API definition", Value: model.Known(text, r.Place(path)), Document: true,
	})
}

// holedDefinition gives a document that names functions which are made only at apply, as the HCL writes it.
func (r resource) holedDefinition(path string) (doc base.Node, text string, ok bool) {
	t, ok := r.Holed(path)
	if path != "openapi_config" {
		t, ok = r.Encoded(path)
	}
	if _, alone := t.Alone(); !ok || alone {
		return nil, "", false
	}
	doc, why := base.Document(t.Text, "the API's definition")
	filler := &base.Filler{Holed: t, NamesOnly: namesOnly, Address: keyAddress}
	if why != "" || !filler.Fill(doc, false) {
		return nil, "", false
	}
	return doc, t.With(model.Gap, t.Text), true
}

// namesOnly tells the fields of a definition that name a target or are for people.
func namesOnly(field string) bool {
	switch field {
	case "address", "jwt_audience", "x-google-audiences", "audiences", "x-google-endpoints", "x-google-issuer", "issuer",
		"x-google-jwks_uri", "jwksUri", "title", "description", "version", "summary", "tags", "host", "basePath", "servers":
		return true
	default:
		return false
	}
}

// keyAddress tells the fields from which the address of an issuer's keys is read.
func keyAddress(field string) bool {
	return field == "x-google-issuer" || field == "x-google-jwks_uri" || field == "issuer" || field == "jwksUri"
}

// unreadDefinition adds one endpoint of which nothing is known, in the place of those that a document defines.
func (r resource) unreadDefinition(api *model.API, path, why string) {
	api.HasEndpoints = model.Undecided(why)
	at, unknown := r.Place(path), model.Undecided(why)
	e := &model.Endpoint{
		Head: api.Head, Kind: model.HTTPRoute, API: api, ValidatorPlace: at,
		Method: model.UnknownValue[string](why, at), Path: model.UnknownValue[string](why, at),
		Auth: model.UnknownSet[model.AuthKind](why, at), APIKey: model.UnknownSet[bool](why, at),
		Mock: unknown, Preflight: unknown,
		Function: model.Link[*model.Function]{Place: at, Why: why},
	}
	r.addEndpoint(api, e)
}

func (r resource) addEndpoint(api *model.API, e *model.Endpoint) {
	api.Endpoints = append(api.Endpoints, e)
	r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
}

// securitySchemes reads those of OpenAPI 2 (securityDefinitions) and 3 (components.securitySchemes).
func (o *openAPI) securitySchemes() {
	for _, schemes := range []base.Node{o.doc.At("securityDefinitions"), o.doc.At("components").At("securitySchemes")} {
		for _, name := range schemes.Sorted() {
			o.schemes[name] = o.scheme(name, schemes.At(name))
		}
	}
}

// scheme classes a security scheme: an API key, or tokens of an issuer. Google ignores all others (API Gateway
// documentation, "OpenAPI extensions", "OpenAPI feature limitations").
func (o *openAPI) scheme(name string, s base.Node) scheme {
	auth := s.At("x-google-auth") // of OpenAPI 3
	issuer := base.Either(s.Text("x-google-issuer"), auth.Text("issuer"))
	switch {
	case issuer != "":
		keys := base.Either(s.Text("x-google-jwks_uri"), auth.Text("jwksUri"))
		audiences := base.Either(s.Text("x-google-audiences"), strings.Join(auth.List("audiences"), ","))
		return scheme{model.TokenAuth, o.authorizer(name, issuer, keys, audiences)}
	case strings.EqualFold(s.Text("type"), "apiKey"):
		return scheme{kind: model.APIKeyAuth}
	default:
		return scheme{kind: model.NoAuth}
	}
}

// authorizer adds what checks tokens. What matters of the issuer is where its keys are read from: its own address, unless
// another is given; an issuer that is an account has its keys with Google. Without audiences, only tokens for the API itself
// are taken (Service Usage API, AuthRequirement).
func (o *openAPI) authorizer(name, issuer, keys, audiences string) *model.Authorizer {
	head := o.api.Head
	head.Name = model.Known(name, o.at)
	a := &model.Authorizer{
		Head: head, Kind: model.TokenAuth, Issuer: model.NotSet[string](o.at), Pattern: model.NotSet[string](o.at),
		Audience: model.Known([]string{"the API itself"}, o.at), TTL: model.NotSet[int](o.at),
	}
	if from := base.Either(keys, issuer); strings.Contains(from, "://") {
		a.Issuer = model.Known(from, o.at)
	}
	if audiences != "" {
		a.Audience = model.Known(strings.Split(audiences, ","), o.at)
	}
	o.r.b.Sys.Authorizers = append(o.r.b.Sys.Authorizers, a)
	return a
}

// verbs are the operations of a path item.
func verbs() []string {
	return []string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}
}

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
	if o.doc.Text("x-google-allow") == "all" { // what is not defined is passed on, too, and nobody asks for anything
		e := o.newEndpoint("/**", "any")
		e.Auth, e.APIKey = model.Known(model.NoAuth, o.at), model.Known(false, o.at)
		o.backend(e, nil)
		o.r.addEndpoint(o.api, e)
	}
	o.api.HasEndpoints = model.Of(len(o.api.Endpoints) > 0)
}

func (o *openAPI) newEndpoint(path, verb string) *model.Endpoint {
	method := strings.ToUpper(verb)
	e := &model.Endpoint{
		Head: o.api.Head, Kind: model.HTTPRoute, API: o.api, ValidatorPlace: o.at,
		Method: model.Known(method, o.at), Path: model.Known(path, o.at), Preflight: model.Of(verb == "options"),
		Function: model.Link[*model.Function]{Place: o.at, Text: model.NotSet[string](o.at)},
	}
	e.Name = model.Known(method+" "+path, o.at)
	return e
}

func (o *openAPI) endpoint(path, verb string, operation base.Node) {
	e := o.newEndpoint(path, verb)
	o.secure(e, operation)
	o.backend(e, operation)
	o.limit(e, operation)
	o.r.addEndpoint(o.api, e)
}

// secure gives an endpoint the authentication of its operation, or else of the whole definition. Of several alternatives,
// the weakest is what a caller needs.
func (o *openAPI) secure(e *model.Endpoint, operation base.Node) {
	listed, own := operation["security"].([]any)
	if !own {
		listed, _ = o.doc["security"].([]any)
	}
	kinds := map[model.AuthKind]bool{}
	for _, alternative := range listed {
		requirement, _ := alternative.(map[string]any)
		kinds[o.requirement(e, requirement)] = true
	}
	kind, key := model.NoAuth, false
	switch {
	case len(kinds) == 0 || kinds[model.NoAuth]:
	case kinds[model.TokenAuth]:
		kind = model.TokenAuth
		if kinds[model.APIKeyAuth] {
			e.Also = append(e.Also, model.Known(model.APIKeyAuth, o.at))
		}
	default:
		key = true
	}
	e.Auth, e.APIKey = model.Known(kind, o.at), model.Known(key, o.at)
}

// requirement gives the strongest of the schemes that one alternative asks for together.
func (o *openAPI) requirement(e *model.Endpoint, names base.Node) model.AuthKind {
	strongest := model.NoAuth
	for _, name := range names.Sorted() {
		s := o.schemes[name]
		switch {
		case s.kind == model.TokenAuth:
			strongest = s.kind
			e.Authorizer = model.Link[*model.Authorizer]{
				Place: o.at, To: []*model.Authorizer{s.authorizer}, Text: model.Known(name, o.at),
			}
		case s.kind == model.APIKeyAuth && strongest == model.NoAuth:
			strongest = s.kind
		}
	}
	return strongest
}

// backend notes where the operation's requests go on to, or else those of the whole definition.
func (o *openAPI) backend(e *model.Endpoint, operation base.Node) {
	address := base.Either(operation.At("x-google-backend").Text("address"), o.doc.At("x-google-backend").Text("address"))
	if address == "" {
		return
	}
	e.Function.Text = model.Known(address, o.at)
	if own := operation.At("x-google-backend").Text("address"); own != "" || len(o.api.Endpoints) == 0 {
		o.r.b.Sys.Deliveries = append(o.r.b.Sys.Deliveries, &model.Delivery{
			Head: o.api.Head, Kind: model.Integration, URL: e.Function.Text, Place: o.at, Private: model.False(),
			Plain: plainAddress(address),
		})
	}
}

// plainAddress tells whether an address is of plain HTTP. Functions and services only have one for https; what begins with
// any other reference may be either.
func plainAddress(address string) model.Truth {
	if strings.HasPrefix(address, "${") && !strings.Contains(address, "google_cloud") {
		return model.Undecided(address + " is known only after apply")
	}
	return model.Of(strings.HasPrefix(strings.ToLower(address), "http://"))
}

// limit notes the quota that calls of an operation count against. It only counts where the definition has limits.
func (o *openAPI) limit(e *model.Endpoint, operation base.Node) {
	limits, _ := o.doc.At("x-google-management").At("quota")["limits"].([]any)
	costs := operation.At("x-google-quota").At("metricCosts")
	if len(limits) > 0 && len(costs) > 0 {
		route, _ := e.Name.Get()
		o.r.b.quotas[o.api] = append(o.r.b.quotas[o.api], &model.Throttle{Place: o.at, Route: route, On: model.True()})
	}
}

// linkAPI follows the addresses of backends to functions.
func linkAPI(r resource) {
	api, ok := base.Own[*model.API](r)
	if !ok {
		return
	}
	for _, e := range api.Endpoints {
		if why := e.Function.Why; why != "" { // it may be any of those that the definition refers to
			e.Function = base.Link[*model.Function](r, e.Function.Place.Attribute())
			e.Function.Elsewhere, e.Function.Why = false, base.Either(e.Function.Why, why)
		}
		if address, known := e.Function.Text.Get(); known {
			e.Function.To = append(r.b.functionsAt(address), base.Referred[*model.Function](r.b.Builder, address)...)
		}
	}
}

// functionsAt finds the functions that answer at an address: https://REGION-PROJECT.cloudfunctions.net/NAME,
// https://NAME-HASH-REGION.a.run.app or https://NAME-NUMBER.REGION.run.app.
func (b *builder) functionsAt(address string) []*model.Function {
	_, rest, _ := strings.Cut(address, "://")
	host, path, _ := strings.Cut(rest, "/")
	path, _, _ = strings.Cut(path, "/")
	if strings.HasSuffix(host, ".cloudfunctions.net") {
		return ofTypes(b.functionsNamed(path), func(typ string) bool { return strings.HasPrefix(typ, "google_cloudfunctions") })
	}
	if !strings.HasSuffix(host, ".run.app") {
		return nil
	}
	first, _, _ := strings.Cut(host, ".")
	for i := strings.LastIndexByte(first, '-'); i > 0; i = strings.LastIndexByte(first[:i], '-') { // a name may have hyphens
		found := ofTypes(b.functionsNamed(first[:i]), func(typ string) bool { return typ != "google_cloudfunctions_function" })
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

func ofTypes(functions []*model.Function, is func(typ string) bool) []*model.Function {
	var kept []*model.Function
	for _, f := range functions {
		if is(f.Type) {
			kept = append(kept, f)
		}
	}
	return kept
}

// functionsNamed gives the functions with a name.
func (b *builder) functionsNamed(name string) []*model.Function {
	if b.byName == nil {
		b.byName = map[string][]*model.Function{}
		for _, f := range b.Sys.Functions {
			if n, known := f.Name.Get(); known && n != "" && f.Cloud == model.Google {
				b.byName[n] = append(b.byName[n], f)
			}
		}
	}
	return b.byName[name]
}
