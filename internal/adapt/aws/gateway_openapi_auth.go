package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// scheme is what a security scheme of the definition makes API Gateway do.
type scheme struct {
	kind       model.AuthKind
	authorizer *model.Authorizer
}

// authorizers reads the security schemes (OpenAPI 3: components.securitySchemes, 2: securityDefinitions).
func (o *openAPI) authorizers() {
	o.schemes = map[string]*scheme{}
	for _, schemes := range []node{o.doc.At("securityDefinitions"), o.doc.At("components").At("securitySchemes")} {
		for _, name := range schemes.Sorted() {
			o.schemes[name] = o.scheme(name, schemes.At(name))
		}
	}
}

// scheme classes a security scheme. One without API Gateway's extensions asks for an API key when it is the
// header x-api-key, and else is ignored: import takes it as documentation.
func (o *openAPI) scheme(name string, s node) *scheme {
	authorizer := s.At("x-amazon-apigateway-authorizer")
	switch strings.ToLower(authorizer.Text("type")) {
	case "token", "request":
		return &scheme{model.CustomAuth, o.authorizer(name, s, authorizer, model.CustomAuth)}
	case "cognito_user_pools", "jwt":
		return &scheme{model.TokenAuth, o.authorizer(name, s, authorizer, model.TokenAuth)}
	}
	switch strings.ToLower(s.Text("x-amazon-apigateway-authtype")) {
	case "awssigv4":
		return &scheme{kind: model.IAMAuth}
	case "cognito_user_pools", "oauth2":
		return &scheme{kind: model.TokenAuth}
	case "":
	default:
		return &scheme{kind: model.CustomAuth}
	}
	if strings.EqualFold(s.Text("type"), "apiKey") && strings.EqualFold(s.Text("name"), "x-api-key") {
		return &scheme{kind: model.APIKeyAuth}
	}
	return &scheme{kind: model.NoAuth}
}

func (o *openAPI) authorizer(name string, s, written node, kind model.AuthKind) *model.Authorizer {
	at := o.place()
	a := &model.Authorizer{
		Head: o.r.unnamed(), Kind: kind, NeedsSource: true,
		TokenOnly: strings.EqualFold(written.Text("type"), "token"),
		Issuer:    optional(written.At("jwtConfiguration").Text("issuer"), at),
		Pattern:   optional(written.Text("identityValidationExpression"), at),
		Sources:   model.Known(o.identitySources(s, written), at),
		TTL:       model.Known(cacheSeconds(written), at),
		Function:  model.Link[*model.Function]{Place: at, Text: optional(written.Text("authorizerUri"), at)},
	}
	a.Name = model.Known(name, at)
	a.Audience = model.NotSet[[]string](at)
	if jwt := written.At("jwtConfiguration"); jwt["audience"] != nil {
		a.Audience = model.Known(jwt.List("audience"), at)
	}
	for _, arn := range written.List("providerARNs") {
		a.UserPools = append(a.UserPools, model.Link[*model.UserPool]{Place: at, Text: model.Known(arn, at)})
	}
	o.r.b.Sys.Authorizers = append(o.r.b.Sys.Authorizers, a)
	return a
}

// identitySources gives what an authorizer looks at. Only a TOKEN authorizer, and one of user pools, has a
// source of its own: the header that the scheme names.
func (o *openAPI) identitySources(s, written node) []string {
	if text := written.Text("identitySource"); text != "" {
		return sourceList(text)
	}
	if listed := written.List("identitySource"); len(listed) > 0 {
		return listed
	}
	if s.Text("in") == "header" && s.Text("name") != "" && !strings.EqualFold(written.Text("type"), "request") {
		return []string{"method.request.header." + s.Text("name")}
	}
	return nil
}

func cacheSeconds(written node) int {
	if n, ok := written["authorizerResultTtlInSeconds"].(float64); ok {
		return int(n)
	}
	return defaultAuthorizerTTL
}

func optional(text string, at model.Place) model.Value[string] {
	if text == "" {
		return model.NotSet[string](at)
	}
	return model.Known(text, at)
}

// secure gives an endpoint the authentication of its operation: its own security, else that of the whole
// definition, else none.
func (o *openAPI) secure(e *model.Endpoint, operation node) {
	kind, key := model.NoAuth, false
	for _, name := range o.requirements(operation) {
		s := o.schemes[name]
		switch {
		case s == nil:
		case s.kind == model.APIKeyAuth:
			key = true
		case kind == model.NoAuth:
			kind = s.kind
			if s.authorizer != nil {
				e.Authorizer = model.Link[*model.Authorizer]{
					Place: o.place(), To: []*model.Authorizer{s.authorizer}, Text: model.Known(name, o.place()),
				}
			}
		}
	}
	if written := operation.At("x-amazon-apigateway-auth").Text("type"); written != "" {
		kind = gatewayAuth(written)
	}
	e.Auth, e.APIKey = model.Known(kind, o.place()), model.Known(key, o.place())
}

// requirements names the security schemes of an operation. A list with an empty object makes all of them
// optional in OpenAPI; API Gateway has no such thing and applies what else is listed.
func (o *openAPI) requirements(operation node) []string {
	listed, own := operation["security"].([]any)
	if !own {
		listed, _ = o.doc["security"].([]any)
	}
	var names []string
	for _, alternative := range listed {
		requirement, _ := alternative.(map[string]any)
		names = append(names, node(requirement).Sorted()...)
	}
	return names
}
