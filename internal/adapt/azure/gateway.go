package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// gatewayTypes lists API Management.
func gatewayTypes() types {
	g := newGateway()
	return types{
		"azurerm_api_management":                      {Make: g.makeService},
		"data.azurerm_api_management":                 {Make: g.makeService},
		"azurerm_api_management_api":                  {Make: g.makeAPI, Link: g.linkAPI, Finish: g.finishAPI},
		"azurerm_api_management_api_operation":        {Make: g.makeOperation, Link: g.linkOperation},
		"azurerm_api_management_policy":               {Link: g.policyOf("api_management_id")},
		"azurerm_api_management_api_policy":           {Link: g.policyOf("api_name")},
		"azurerm_api_management_api_operation_policy": {Link: g.policyOf("operation_id")},
		"azurerm_api_management_product":              {},
		"azurerm_api_management_product_policy":       {Link: g.policyOf("product_id")},
		"azurerm_api_management_product_api":          {Link: g.linkProduct},
		"azurerm_api_management_api_diagnostic":       {Link: g.linkDiagnostic("api_name")},
		"azurerm_api_management_diagnostic":           {Link: g.linkDiagnostic("api_management_name")},
		"azurerm_api_management_backend":              {Link: linkBackend},
		"azurerm_api_management_named_value":          {Link: linkNamedValue},

		"azurerm_api_management_api_operation_tag":               nothing(),
		"azurerm_api_management_api_release":                     nothing(),
		"azurerm_api_management_api_schema":                      nothing(),
		"azurerm_api_management_api_tag":                         nothing(),
		"azurerm_api_management_api_tag_description":             nothing(),
		"azurerm_api_management_api_version_set":                 nothing(),
		"azurerm_api_management_authorization_server":            nothing(),
		"azurerm_api_management_certificate":                     nothing(),
		"azurerm_api_management_custom_domain":                   nothing(),
		"azurerm_api_management_email_template":                  nothing(),
		"azurerm_api_management_gateway":                         nothing(),
		"azurerm_api_management_gateway_api":                     nothing(),
		"azurerm_api_management_gateway_certificate_authority":   nothing(),
		"azurerm_api_management_gateway_host_name_configuration": nothing(),
		"azurerm_api_management_global_schema":                   nothing(),
		"azurerm_api_management_group":                           nothing(),
		"azurerm_api_management_group_user":                      nothing(),
		"azurerm_api_management_identity_provider_aad":           nothing(),
		"azurerm_api_management_identity_provider_aadb2c":        nothing(),
		"azurerm_api_management_identity_provider_facebook":      nothing(),
		"azurerm_api_management_identity_provider_google":        nothing(),
		"azurerm_api_management_identity_provider_microsoft":     nothing(),
		"azurerm_api_management_identity_provider_twitter":       nothing(),
		"azurerm_api_management_logger":                          nothing(),
		"azurerm_api_management_notification_recipient_email":    nothing(),
		"azurerm_api_management_notification_recipient_user":     nothing(),
		"azurerm_api_management_openid_connect_provider":         nothing(),
		"azurerm_api_management_policy_fragment":                 nothing(),
		"azurerm_api_management_product_group":                   nothing(),
		"azurerm_api_management_product_tag":                     nothing(),
		"azurerm_api_management_redis_cache":                     nothing(),
		"azurerm_api_management_standalone_gateway":              nothing(),
		"azurerm_api_management_subscription":                    nothing(),
		"azurerm_api_management_tag":                             nothing(),
		"azurerm_api_management_user":                            nothing(),
		"azurerm_api_management_workspace":                       nothing(),
		"azurerm_api_management_workspace_api_version_set":       nothing(),
		"azurerm_api_management_workspace_certificate":           nothing(),
		"azurerm_api_management_workspace_policy":                nothing(),
		"azurerm_api_management_workspace_policy_fragment":       nothing(),
	}
}

// gateway is what the adapters of API Management find out on the way. APIs and operations name what they stand in by
// name, so all of it is kept by resource and looked up through references.
type gateway struct {
	policies   map[*plan.Resource]*gatewayPolicy    // by what they hold for
	operations map[*plan.Resource][]*model.Endpoint // by API
	own        map[*model.Endpoint]resource
	open       map[*plan.Resource]openDoor // whether an API is in a product that asks for no subscription
	traced     map[*plan.Resource][]model.Value[bool]
}

func newGateway() *gateway {
	return &gateway{
		policies: map[*plan.Resource]*gatewayPolicy{}, operations: map[*plan.Resource][]*model.Endpoint{},
		own: map[*model.Endpoint]resource{}, open: map[*plan.Resource]openDoor{},
		traced: map[*plan.Resource][]model.Value[bool]{},
	}
}

// makeService adapts azurerm_api_management: the TLS versions that it takes. The provider switches off old ones unless
// told otherwise, also where the block is left out, by names that changed with version 4.
func (g *gateway) makeService(r resource) {
	if r.Mode == plan.Data {
		return
	}
	weak, at := model.False(), r.Place("security")
	for _, side := range []string{"frontend", "backend"} {
		for _, version := range []string{"ssl30", "tls10", "tls11"} {
			for _, path := range []string{"security.0." + side + "_" + version + "_enabled", "security.0.enable_" + side + "_" + version} {
				on := model.IsTrue(r.Flag(path))
				if !model.Never(on) && model.Never(weak) {
					at = r.Place(path)
				}
				weak = weak.Or(on)
			}
		}
	}
	r.b.Sys.TLSFloors = append(r.b.Sys.TLSFloors, &model.TLSFloor{
		Head: r.Head(), Of: managementService, Version: model.Known("by version", at), Weak: weak,
	})
	g.makeDoor(r)
}

const managementService = "API Management service"

// makeDoor tells from where the service is reached. It answers the internet unless that is switched off, or it stands in
// a network and is internal to it.
func (g *gateway) makeDoor(r resource) {
	public, kind := r.Flag("public_network_access_enabled").Or(true), r.Str("virtual_network_type").Or("None")
	const network = "virtual_network_configuration"
	r.b.Sys.APIServices = append(r.b.Sys.APIServices, &model.APIService{
		Head: r.Head(), Of: managementService, OpenPlace: public.Place, NetworkPlace: r.Place(network),
		Open: model.IsTrue(public).And(model.Equals(kind, "Internal").Not()), InNetwork: blockGiven(r, network),
	})
}

// makeAPI adapts azurerm_api_management_api. An API asks for a subscription key unless it says otherwise.
func (g *gateway) makeAPI(r resource) {
	api := &model.API{
		Head: r.Head(), Kind: model.RESTAPI, Policy: r.Place(""), HasEndpoints: model.True(),
		DefaultOff: model.Known(false, r.Place("")),
	}
	r.b.Sys.APIs = append(r.b.Sys.APIs, api)
	r.b.Declare(r, api)
}

func (g *gateway) makeOperation(r resource) {
	e := &model.Endpoint{
		Head: r.HeadNamed("operation_id"), Kind: model.RESTMethod, Method: r.Str("method"), Path: r.Str("url_template"),
	}
	if method, ok := e.Method.Get(); ok {
		if path, ok := e.Path.Get(); ok {
			e.Name = model.Known(method+" "+path, e.Path.Place)
		}
	}
	r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
	r.b.Declare(r, e)
	g.own[e] = r
}

func (g *gateway) linkOperation(r resource) {
	e, _ := base.Own[*model.Endpoint](r)
	apis := origins(r, "api_name", "azurerm_api_management_api")
	for _, api := range apis {
		g.operations[api] = append(g.operations[api], e)
	}
	if len(apis) == 0 {
		apart(r, e)
	}
}

// apart is about an operation of an API that the plan does not declare: what guards it is not known.
func apart(r resource, e *model.Endpoint) {
	why := "the API of " + r.Address + " is not in the plan"
	at := r.Place("api_name")
	e.Auth, e.APIKey = model.UnknownValue[model.AuthKind](why, at), model.UnknownValue[bool](why, at)
	e.Validated, e.ValidatorPlace, e.Private = model.Undecided(why), at, model.Undecided(why)
	e.API = &model.API{
		Head: model.Head{Cloud: model.Azure, Address: r.Address, Type: r.Type, Name: r.Str("api_name")}, Kind: model.RESTAPI,
		Outside: true, Private: e.Private, HasEndpoints: model.Undecided(why), DefaultOff: model.UnknownValue[bool](why, at),
	}
}

// origins gives the resources of a type that an attribute refers to, or names.
func origins(r resource, path, typ string) []*plan.Resource {
	var found []*plan.Resource
	for _, o := range r.b.Plan.Resolve(r.Resource, path).Origins {
		if o.Resource.Type == typ {
			found = append(found, o.Resource)
		}
	}
	if text, ok := r.Str(path).Get(); ok && len(found) == 0 && text != "" {
		return r.b.ByName(typ, text)
	}
	return found
}

// policyOf keeps a policy for what an attribute names.
func (g *gateway) policyOf(path string) func(resource) {
	return func(r resource) {
		p := readGatewayPolicy(r, "xml_content")
		for _, o := range r.b.Plan.Resolve(r.Resource, path).Origins {
			g.policies[o.Resource] = p
		}
		switch path {
		case "api_name":
			for _, api := range origins(r, path, "azurerm_api_management_api") {
				g.policies[api] = p
			}
		case "api_management_id":
			for _, service := range origins(r, "api_management_name", "azurerm_api_management") {
				g.policies[service] = p
			}
		}
	}
}

// openDoor is a product through which an API may take requests without a key, and where that stands.
type openDoor struct {
	open  model.Truth
	place model.Place
}

// linkProduct notes that an API is in a product. Through one that asks for no subscription, it takes requests without
// a key ("Subscriptions in Azure API Management").
func (g *gateway) linkProduct(r resource) {
	door := openDoor{model.Undecided("the product of " + r.Address + " is not in the plan"), r.Place("product_id")}
	for _, product := range origins(r, "product_id", "azurerm_api_management_product") {
		needed := r.b.resource(product).Flag("subscription_required").Or(true)
		door = openDoor{model.IsTrue(needed).Not(), needed.Place}
	}
	for _, api := range origins(r, "api_name", "azurerm_api_management_api") {
		if known, ok := g.open[api]; !ok || !model.Certainly(known.open) {
			g.open[api] = door
		}
	}
}

// linkDiagnostic adapts the diagnostics of an API or of all: which parts of requests and responses they keep.
func (g *gateway) linkDiagnostic(path string) func(resource) {
	return func(r resource) {
		typ := "azurerm_api_management_api"
		if path == "api_management_name" {
			typ = "azurerm_api_management"
		}
		for _, of := range origins(r, path, typ) {
			g.traced[of] = append(g.traced[of], keptBodies(r))
		}
	}
}

// keptBodies tells whether a diagnostic keeps the bodies of requests or responses, with the first place that says so.
func keptBodies(r resource) model.Value[bool] {
	var kept model.Value[bool]
	for _, part := range []string{"frontend_request", "frontend_response", "backend_request", "backend_response"} {
		this := model.Map(r.Num(part+".0.body_bytes"), func(n int) bool { return n > 0 })
		switch {
		case model.Certainly(model.IsTrue(this)):
			return this
		case !model.Never(model.IsTrue(this)):
			kept = this
		}
	}
	return kept
}

// linkAPI follows an API to its backend, and notes addresses without TLS.
func (g *gateway) linkAPI(r resource) {
	head := r.Head()
	backend := r.Str("service_url")
	if !model.Never(backend.IsSet()) {
		r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, &model.Delivery{
			Head: head, Kind: model.Integration, URL: backend, Plain: plainHTTP(backend), Place: backend.Place,
		})
	}
	protocols := r.Strs("protocols")
	plain := protocols.Match(func(all []string) bool {
		for _, p := range all {
			if strings.EqualFold(p, "http") || strings.EqualFold(p, "ws") {
				return true
			}
		}
		return false
	})
	r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, &model.Delivery{
		Head: head, Kind: model.GatewayProtocol, URL: model.NotSet[string](protocols.Place), Plain: plain, Place: protocols.Place,
	})
}

// plainHTTP tells addresses without TLS, also where only their beginning is known.
func plainHTTP(url model.Value[string]) model.Truth { return base.StartsWith(url, "http://") }

// linkBackend adapts azurerm_api_management_backend.
func linkBackend(r resource) {
	url := r.Str("url")
	r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, &model.Delivery{
		Head: r.Head(), Kind: model.Integration, URL: url, Plain: plainHTTP(url), Place: url.Place,
	})
}

// linkNamedValue adapts azurerm_api_management_named_value: a value that policies use. One that is marked as secret, and
// written out, stands in the configuration and the state.
func linkNamedValue(r resource) {
	v := r.Str("value")
	if model.Never(v.IsSet()) {
		return
	}
	name, _ := r.Str("display_name").Get()
	r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
		Head: r.Head(), Place: v.Place, Kind: "named value", Name: name, Value: v,
		Meant: model.Certainly(model.IsTrue(r.Flag("secret"))), From: r.b.Provenance(r.b.Plan.Resolve(r.Resource, "value")),
	})
}
