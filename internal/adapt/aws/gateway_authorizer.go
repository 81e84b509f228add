package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// defaultAuthorizerTTL is how many seconds API Gateway and AppSync keep a decision unless told otherwise
// (authorizer_result_ttl_in_seconds).
const defaultAuthorizerTTL = 300

// restAuthorizer adds an authorizer of a REST API. Left out, its type is TOKEN and it looks at the
// Authorization header (provider: type, identity_source).
func restAuthorizer(r resource) {
	kind := r.Str("type").Or("TOKEN")
	a := &model.Authorizer{
		Head: r.Head(), Kind: model.OtherAuth, Issuer: model.NotSet[string](r.Place("provider_arns")),
		Sources: model.Map(r.Str("identity_source").Or("method.request.header.Authorization"), sourceList),
		Pattern: r.Str("identity_validation_expression"),
		TTL:     r.Num("authorizer_result_ttl_in_seconds").Or(defaultAuthorizerTTL),
	}
	switch written, _ := kind.Get(); written {
	case "TOKEN":
		a.Kind, a.TokenOnly, a.NeedsSource = model.CustomAuth, true, true
	case "REQUEST":
		a.Kind, a.NeedsSource = model.CustomAuth, true
	case "COGNITO_USER_POOLS":
		a.Kind = model.TokenAuth
	}
	r.addAuthorizer(a)
}

func (r resource) addAuthorizer(a *model.Authorizer) {
	r.b.Declare(r, a)
	r.b.Sys.Authorizers = append(r.b.Sys.Authorizers, a)
}

// sourceList splits identity sources: "method.request.header.A, context.identity.sourceIp".
func sourceList(text string) []string {
	var sources []string
	for _, source := range commaList(text) {
		if source != "" {
			sources = append(sources, source)
		}
	}
	return sources
}

func linkRESTAuthorizer(r resource) {
	a, ok := r.b.Objects[r.Resource].(*model.Authorizer)
	if !ok {
		return
	}
	a.Function = integratedFunction(r, "authorizer_uri")
	a.UserPools = userPools(r, "provider_arns")
}

// userPools follows an attribute to user pools. Each one is an edge of its own: all of them are meant.
func userPools(r resource, path string) []model.Link[*model.UserPool] {
	l := base.Link[*model.UserPool](r, path)
	if len(l.To) < 2 {
		if model.Never(l.IsSet()) {
			return nil
		}
		return []model.Link[*model.UserPool]{l}
	}
	links := make([]model.Link[*model.UserPool], 0, len(l.To))
	for _, pool := range l.To {
		one := l
		one.To = []*model.UserPool{pool}
		links = append(links, one)
	}
	return links
}

// poolIssuer names the issuer of a user pool whose id is known only after apply: it is always an address of
// Cognito, https://cognito-idp.REGION.amazonaws.com/ID.
func poolIssuer(issuer model.Value[string], pools []model.Link[*model.UserPool]) model.Value[string] {
	if issuer.Why() == "" || len(pools) != 1 {
		return issuer
	}
	pool, ok := pools[0].One()
	if !ok {
		return issuer
	}
	return model.Known("https://cognito-idp.amazonaws.com/"+pool.Address, issuer.Place)
}

// audience reads whom tokens must be made for. An entry that is known only after apply, such as the id of a
// client, is still one: the attribute it comes from stands for it.
func audience(r resource, path string) model.Value[[]string] {
	v := r.Attr(path)
	if v.IsUnknown() || v.IsAbsent() {
		return r.Strs(path)
	}
	entries := make([]string, 0, v.Len())
	for i, item := range v.Items() {
		text := item.Text()
		if item.IsUnknown() {
			text = "(" + r.WhyUnknown(path+"."+base.Itoa(i)) + ")"
		}
		entries = append(entries, text)
	}
	return model.Known(entries, r.Place(path))
}

// httpAuthorizer adds an authorizer of an HTTP or WebSocket API: JWT, or REQUEST for one that asks a function.
func httpAuthorizer(r resource) {
	a := &model.Authorizer{
		Head: r.Head(), Kind: model.OtherAuth,
		Issuer:   r.Str("jwt_configuration.0.issuer"),
		Audience: audience(r, "jwt_configuration.0.audience"),
		Sources:  r.Strs("identity_sources"),
		Pattern:  model.NotSet[string](r.Place("identity_sources")),
	}
	switch written, _ := r.Str("authorizer_type").Get(); written {
	case "JWT":
		a.Kind, a.NeedsSource = model.TokenAuth, true
		a.TTL = model.NotSet[int](r.Place("authorizer_result_ttl_in_seconds"))
	case "REQUEST":
		a.Kind, a.NeedsSource = model.CustomAuth, true
		a.TTL = r.Num("authorizer_result_ttl_in_seconds").Or(defaultAuthorizerTTL)
	}
	r.addAuthorizer(a)
}

func linkHTTPAuthorizer(r resource) {
	a, ok := r.b.Objects[r.Resource].(*model.Authorizer)
	if !ok {
		return
	}
	a.Function = integratedFunction(r, "authorizer_uri")
	a.UserPools = userPools(r, "jwt_configuration.0.issuer")
	a.Issuer = poolIssuer(a.Issuer, a.UserPools)
	for _, api := range apiLink(r, "api_id").To {
		if api.Kind == model.WebSocketAPI {
			// Decisions on connections are not cached (API Gateway, authorizerResultTtlInSeconds).
			a.TTL = model.NotSet[int](r.Place("authorizer_result_ttl_in_seconds"))
		}
	}
}
