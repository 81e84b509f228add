package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func (x *edge) graphTypes() types {
	return types{
		"aws_appsync_graphql_api":       {Make: graphAPI, Link: linkGraphAPI, Finish: x.finishGraphAPI},
		"aws_appsync_api":               {Make: eventAPI, Link: linkEventAPI, Finish: x.finishEventAPI},
		"aws_appsync_channel_namespace": {Link: channelNamespace},
		"aws_appsync_datasource":        {Link: x.linkDataSource, Follow: "api_id"},
		"aws_appsync_resolver":          {Make: graphTemplates},
		"aws_appsync_function":          {Make: graphTemplates},
		"aws_appsync_api_cache":         {Make: graphCache},
		// Keys, names, and what a schema is made of: who gets in and where requests go stands in the types above.
		"aws_appsync_api_key":                     nothing(),
		"aws_appsync_domain_name":                 nothing(),
		"aws_appsync_domain_name_api_association": nothing(),
		"aws_appsync_source_api_association":      nothing(),
		"aws_appsync_type":                        nothing(),
	}
}

// graphAPI adds a GraphQL API with its one endpoint. It is open to the internet unless its visibility is PRIVATE.
func graphAPI(r resource) {
	api := &model.API{
		Head: r.Head(), Kind: model.GraphQLAPI, HasEndpoints: model.True(), Policy: r.Place(""),
		Private:    model.Equals(r.Str("visibility").Or("GLOBAL"), "PRIVATE"),
		DefaultOff: model.Known(false, r.Place("")),
		DataTrace:  graphTrace(r),
	}
	kind := model.Map(r.Str("authentication_type"), graphAuth)
	e := &model.Endpoint{
		Head: r.Head(), Kind: model.GraphQL, API: api, Auth: kind, Also: otherAuth(r), Private: api.Private,
		APIKey: model.Known(false, kind.Place), FirewallPossible: true, ValidatorPlace: r.Place(""),
		// A GraphQL request is checked against the API's schema before it reaches a resolver.
		Validated: model.True(),
	}
	api.Endpoints = append(api.Endpoints, e)
	r.b.Declare(r, api)
	r.b.Sys.APIs = append(r.b.Sys.APIs, api)
	r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
}

func graphAuth(written string) model.AuthKind {
	switch strings.ToUpper(written) {
	case "API_KEY":
		return model.APIKeyAuth
	case "AWS_IAM":
		return model.IAMAuth
	case "AMAZON_COGNITO_USER_POOLS", "OPENID_CONNECT":
		return model.TokenAuth
	case "AWS_LAMBDA":
		return model.CustomAuth
	default:
		return model.OtherAuth
	}
}

func otherAuth(r resource) []model.Value[model.AuthKind] {
	const block = "additional_authentication_provider"
	n, known := r.Blocks(block)
	kinds := make([]model.Value[model.AuthKind], 0, n)
	for i := range n {
		kinds = append(kinds, model.Map(r.Str(block+"."+base.Itoa(i)+".authentication_type"), graphAuth))
	}
	if !known {
		kinds = append(kinds, model.UnknownValue[model.AuthKind](r.WhyUnknown(block), r.Place(block)))
	}
	return kinds
}

// graphTrace tells whether the API's logs hold headers and contents of requests: field logs at level ALL (or
// INFO, DEBUG) do, unless verbose content is left out (log_config.exclude_verbose_content, false).
func graphTrace(r resource) model.Value[bool] {
	excluded, _ := r.Attr("log_config.0.exclude_verbose_content").Bool()
	return model.Map(r.Str("log_config.0.field_log_level"), func(level string) bool {
		return !excluded && level != "NONE" && level != "ERROR"
	})
}

// linkGraphAPI adds the authorizers that the API's authentication blocks describe.
func linkGraphAPI(r resource) {
	api, ok := base.Own[*model.API](r)
	if !ok {
		return
	}
	for _, at := range graphAuthBlocks(r) {
		a := graphAuthorizer(r, at)
		if a == nil {
			continue
		}
		r.b.Sys.Authorizers = append(r.b.Sys.Authorizers, a)
		for _, e := range api.Endpoints {
			if at == "" {
				e.Authorizer = model.Link[*model.Authorizer]{
					Place: r.Place("authentication_type"), To: []*model.Authorizer{a}, Text: r.Str("authentication_type"),
				}
			}
		}
	}
}

// graphAuthBlocks gives the paths of the blocks that describe authentication: the API's own, and additional ones.
func graphAuthBlocks(r resource) []string {
	const block = "additional_authentication_provider"
	paths := []string{""}
	n, _ := r.Blocks(block)
	for i := range n {
		paths = append(paths, block+"."+base.Itoa(i)+".")
	}
	return paths
}

func graphAuthorizer(r resource, at string) *model.Authorizer {
	a := &model.Authorizer{Head: r.unnamed(), Kind: model.TokenAuth}
	switch strings.ToUpper(r.Attr(at + "authentication_type").Text()) {
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
		// Tokens of the pool itself: its issuer, and every client of it unless app_id_client_regex says less.
		a.UserPools = userPools(r, at+"user_pool_config.0.user_pool_id")
	default:
		return nil
	}
	return a
}

// linkDataSource remembers the functions of an API, and adds where it sends requests over HTTP.
func (x *edge) linkDataSource(r resource) {
	if f := integratedFunction(r, "lambda_config.0.function_arn"); f.IsSet().String() != "false" {
		for _, api := range apiLink(r, "api_id").To {
			x.sources[api] = append(x.sources[api], f)
		}
	}
	r.deliver(model.Integration, "http_config.0.endpoint", model.False())
}

func (x *edge) finishGraphAPI(r resource) {
	api, ok := base.Own[*model.API](r)
	if !ok {
		return
	}
	for _, e := range api.Endpoints {
		e.Function = joined(x.sources[api], e.Place())
		e.Firewall = api.Firewall
		e.FrontedBy = append(e.FrontedBy, api.FrontedBy...)
	}
}

// joined makes one edge of several, all of which are meant.
func joined(links []model.Link[*model.Function], at model.Place) model.Link[*model.Function] {
	if len(links) == 0 {
		return model.Link[*model.Function]{Place: at}
	}
	l := links[0]
	l.To = nil
	for _, next := range links {
		l.To = append(l.To, next.To...)
		l.Why = base.Either(l.Why, next.Why)
	}
	l.To = base.Unique(l.To)
	return l
}

// graphTemplates adds the mapping templates and code of a resolver or function.
func graphTemplates(r resource) {
	for _, path := range []string{"request_template", "response_template", "request_mapping_template", "response_mapping_template", "code"} {
		if text := r.Str(path); text.IsKnown() {
			textAt(r, path, "resolver "+strings.ReplaceAll(path, "_", " "), "", text).Document = true
		}
	}
}

// graphCache adds an API's cache: neither at rest nor on its way is it encrypted unless set.
func graphCache(r resource) {
	for _, path := range []string{"at_rest_encryption_enabled", "transit_encryption_enabled"} {
		r.b.Sys.Encrypted = append(r.b.Sys.Encrypted, &model.Encrypted{
			Head: r.unnamed(), Kind: "API cache", Serverless: true, InTransit: path == "transit_encryption_enabled",
			Encryption: model.Encryption{Kind: model.Map(r.Flag(path).Or(false), cacheEncryption)},
		})
	}
}
