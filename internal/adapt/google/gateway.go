package google

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// gatewayTypes lists API Gateway, Cloud Endpoints and the load balancers in front of functions.
func gatewayTypes() types {
	x := &balancers{targets: map[*plan.Resource]model.Link[*model.Function]{}, services: map[*plan.Resource]*model.Endpoint{}}
	return base.Join(types{
		"google_api_gateway_api":              nothing(),
		"google_api_gateway_api_config":       {Make: makeConfig, Link: base.Both(linkAPI, gatewayAccount)},
		"google_api_gateway_gateway":          {Link: linkGateway},
		"google_endpoints_service":            {Make: makeEndpointsService, Link: linkAPI},
		"google_project_service":              nothing(),
		"google_compute_url_map":              nothing(),
		"google_compute_region_url_map":       nothing(),
		"google_compute_ssl_policy":           {Make: tlsPolicy},
		"google_compute_region_ssl_policy":    {Make: tlsPolicy},
		"google_compute_security_policy":      nothing(),
		"google_compute_security_policy_rule": nothing(),
		"google_iap_brand":                    nothing(),
		"google_iap_client":                   nothing(),
		"google_iap_settings":                 nothing(),
	}, x.types(), x.proxyTypes())
}

// makeConfig adapts google_api_gateway_api_config, which defines the routes of an API in OpenAPI documents, in Base64.
func makeConfig(r resource) {
	api := r.addAPI(r.HeadNamed("api_config_id"))
	n, known := r.Blocks("openapi_documents")
	for i := range n {
		path := "openapi_documents." + base.Itoa(i) + ".document.0.contents"
		r.definition(api, path, decoded(r.Str(path)))
	}
	if grpc, _ := r.Blocks("grpc_services"); !known || n == 0 && grpc > 0 {
		api.HasEndpoints = model.Undecided("the routes of " + r.Address + " are not defined in OpenAPI")
	}
}

// gatewayAccount adds the account with which a gateway calls the functions behind it.
func gatewayAccount(r resource) {
	const account = "gateway_config.0.backend_config.0.google_service_account"
	if api, ok := base.Own[*model.API](r); ok && !model.Never(given(r.Str(account))) {
		r.b.Sys.Workloads = append(r.b.Sys.Workloads, &model.Workload{
			Head: api.Head, Kind: model.Gateway, Identity: serviceAccountOf(r, account),
		})
	}
}

// makeEndpointsService adapts google_endpoints_service, whose OpenAPI document stands as it is.
func makeEndpointsService(r resource) {
	api := r.addAPI(r.HeadNamed("service_name"))
	if v := r.Str("openapi_config"); !model.Never(v.IsSet()) {
		r.definition(api, "openapi_config", v)
	}
}

// addAPI declares an API. Google's gateways answer on the internet only, and check the form of nothing that they pass on.
func (r resource) addAPI(head model.Head) *model.API {
	api := &model.API{Head: head, Kind: model.HTTPAPI, Private: model.False(), HasEndpoints: model.False(), Policy: r.Place("")}
	r.b.Sys.APIs = append(r.b.Sys.APIs, api)
	r.b.Declare(r, api)
	return api
}

// linkGateway adapts google_api_gateway_gateway, which puts an API to an address. What its definition limits holds there.
func linkGateway(r resource) {
	s := &model.Stage{Head: r.HeadNamed("gateway_id"), API: base.Link[*model.API](r, "api_config"), Firewall: model.False()}
	for _, api := range s.API.To {
		api.Stages = append(api.Stages, s)
		s.Throttles = append(s.Throttles, r.b.quotas[api]...)
		if !model.Certainly(api.HasEndpoints) {
			s.ThrottleWhy = "the definition of " + api.Address + " is not known"
		}
	}
}
