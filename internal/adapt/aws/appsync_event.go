package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// eventAPI adds an AppSync Event API with what each of its three operations asks of callers. It is open to the
// internet (AppSync Events developer guide, "Concepts").
func eventAPI(r resource) {
	api := &model.API{
		Head: r.Head(), Kind: model.EventAPI, HasEndpoints: model.True(), Policy: r.Place(""),
		Private: model.False(), DefaultOff: model.Known(false, r.Place("")),
		DataTrace: model.Map(r.Str("event_config.0.log_config.0.log_level"), func(s string) bool {
			return s == "ALL" || s == "DEBUG" || s == "INFO"
		}),
	}
	api.ID = r.Str("api_arn")
	r.b.Declare(r, api)
	r.b.Sys.APIs = append(r.b.Sys.APIs, api)
	for _, o := range []struct{ name, block string }{
		{"connect", "connection_auth_mode"}, {"publish", "default_publish_auth_mode"}, {"subscribe", "default_subscribe_auth_mode"},
	} {
		addEventEndpoint(r, api, o.name, "event_config.0."+o.block)
	}
}

// addEventEndpoint adds an operation that takes callers by one of several modes.
func addEventEndpoint(r resource, api *model.API, name, block string) {
	n, known := r.Blocks(block)
	e := &model.Endpoint{
		Head: r.unnamed(), Kind: model.EventChannel, API: api, Private: api.Private, FirewallPossible: true,
		ValidatorPlace: r.Place(""), Validated: model.False(),
		Auth: model.UnknownSet[model.AuthKind](r.WhyUnknown(block), r.Place(block)), APIKey: model.Known(false, r.Place(block)),
	}
	for i := range n {
		kind := model.Map(r.Str(block+"."+base.Itoa(i)+".auth_type"), graphAuth)
		if i == 0 && known {
			e.Auth = kind
			continue
		}
		e.Also = append(e.Also, kind)
	}
	e.Name = model.Known(name, r.Place(block))
	api.Endpoints = append(api.Endpoints, e)
	r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
}

// linkEventAPI adds the authorizers that the API's providers describe.
func linkEventAPI(r resource) {
	const block = "event_config.0.auth_provider"
	n, _ := r.Blocks(block)
	for i := range n {
		if a := eventAuthorizer(r, block+"."+base.Itoa(i)+"."); a != nil {
			r.b.Sys.Authorizers = append(r.b.Sys.Authorizers, a)
		}
	}
}

func eventAuthorizer(r resource, at string) *model.Authorizer {
	a := &model.Authorizer{Head: r.unnamed(), Kind: model.TokenAuth}
	switch strings.ToUpper(r.Attr(at + "auth_type").Text()) {
	case "AWS_LAMBDA":
		block := at + "lambda_authorizer_config.0."
		a.Kind, a.Function = model.CustomAuth, integratedFunction(r, block+"authorizer_uri")
		a.Pattern = r.Str(block + "identity_validation_expression")
		a.TTL = r.Num(block + "authorizer_result_ttl_in_seconds").Or(defaultAuthorizerTTL)
	case "OPENID_CONNECT":
		block := at + "openid_connect_config.0."
		a.Issuer = r.Str(block + "issuer")
		a.Audience = model.Map(r.Str(block+"client_id"), one)
	case "AMAZON_COGNITO_USER_POOLS":
		a.UserPools = userPools(r, at+"cognito_config.0.user_pool_id")
	default:
		return nil
	}
	return a
}

// finishEventAPI gives the operations the functions of the API's data sources, which handlers pass events to.
func (x *edge) finishEventAPI(r resource) {
	api, ok := base.Own[*model.API](r)
	if !ok {
		return
	}
	for _, e := range api.Endpoints {
		e.Function, e.Firewall = joined(x.sources[api], e.Place()), api.Firewall
	}
}

// channelNamespace adapts aws_appsync_channel_namespace, which can ask something else of callers than its API does.
func channelNamespace(r resource) {
	name := base.Either(r.Attr("name").Text(), "(unknown)")
	for _, api := range apiLink(r, "api_id").To {
		for _, operation := range []string{"publish", "subscribe"} {
			block := operation + "_auth_mode"
			if n, known := r.Blocks(block); n > 0 || !known {
				addEventEndpoint(r, api, operation+" to "+name, block)
			}
		}
	}
	if code := r.Str("code_handlers"); code.IsKnown() {
		textAt(r, "code_handlers", "channel code", "", code).Document = true
	}
}
