package azure

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// frontTypes lists what can stand in front of apps and gateways: Front Door of both generations and Application
// Gateway, with their firewalls.
func frontTypes() types {
	f := &fronts{guarded: map[*plan.Resource]model.Truth{}}
	return types{
		"azurerm_cdn_frontdoor_origin":                    {Finish: f.origin},
		"azurerm_cdn_frontdoor_security_policy":           {Link: f.securityPolicy},
		"azurerm_cdn_frontdoor_profile":                   nothing(),
		"azurerm_cdn_frontdoor_endpoint":                  nothing(),
		"azurerm_cdn_frontdoor_origin_group":              nothing(),
		"azurerm_cdn_frontdoor_firewall_policy":           nothing(),
		"azurerm_cdn_frontdoor_route":                     {Finish: linkFrontRoute},
		"azurerm_cdn_frontdoor_custom_domain":             {Finish: linkFrontDomain},
		"azurerm_cdn_frontdoor_custom_domain_association": nothing(),
		"azurerm_frontdoor":                               {Finish: f.classic},
		"azurerm_frontdoor_firewall_policy":               nothing(),
		"azurerm_application_gateway":                     {Finish: f.gateway},
		"azurerm_web_application_firewall_policy":         nothing(),
	}
}

// fronts keeps which Front Door profiles have a firewall.
type fronts struct {
	guarded map[*plan.Resource]model.Truth
}

// securityPolicy puts a firewall in front of a profile.
func (f *fronts) securityPolicy(r resource) {
	for _, profile := range origins(r, "cdn_frontdoor_profile_id", "azurerm_cdn_frontdoor_profile") {
		f.guarded[profile] = model.True()
	}
}

// origin adapts azurerm_cdn_frontdoor_origin: the app or gateway to which a profile passes requests on.
func (f *fronts) origin(r resource) {
	guarded := model.Undecided("the Front Door profile of " + r.Address + " is not in the plan")
	for _, group := range origins(r, "cdn_frontdoor_origin_group_id", "azurerm_cdn_frontdoor_origin_group") {
		for _, profile := range origins(r.b.resource(group), "cdn_frontdoor_profile_id", "azurerm_cdn_frontdoor_profile") {
			guarded = f.guarded[profile]
		}
	}
	addFront(r, "host_name", r.Place(""), guarded)
}

// classic adapts azurerm_frontdoor.
func (f *fronts) classic(r resource) {
	guarded := model.Of(len(r.Attr("frontend_endpoint").Items()) > 0)
	for i := range r.Attr("frontend_endpoint").Items() {
		guarded = guarded.And(r.Str("frontend_endpoint." + base.Itoa(i) + ".web_application_firewall_policy_link_id").IsSet())
	}
	for i := range r.Attr("backend_pool").Items() {
		pool := "backend_pool." + base.Itoa(i) + ".backend"
		for j := range r.Attr(pool).Items() {
			addFront(r, pool+"."+base.Itoa(j)+".address", r.Place("frontend_endpoint"), guarded)
		}
	}
}

// gateway adapts azurerm_application_gateway, whose firewall is a policy, or a block of older ones.
func (f *fronts) gateway(r resource) {
	guarded := r.Str("firewall_policy_id").IsSet().Or(model.IsTrue(r.Flag("waf_configuration.0.enabled")))
	for i := range r.Attr("backend_address_pool").Items() {
		addFront(r, "backend_address_pool."+base.Itoa(i)+".fqdns", r.Place("firewall_policy_id"), guarded)
	}
}

// addFront adds what stands in front of the app or gateway that an attribute leads to; of others nothing is added.
func addFront(r resource, path string, at model.Place, guarded model.Truth) {
	e := &model.Endpoint{Head: r.Head(), Kind: model.CDN, Firewall: guarded, FirewallPossible: true, FirewallPlace: at}
	for _, o := range r.b.Plan.Resolve(r.Resource, path).Origins {
		e.Fronts = append(e.Fronts, r.b.behind(o.Resource, r.Place(path))...)
	}
	if len(e.Fronts) > 0 {
		r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
	}
}

// behind gives the objects behind a front, and tells them of it.
func (b *builder) behind(res *plan.Resource, front model.Place) []model.Object {
	if res.Type == "azurerm_api_management" {
		return b.apisOf(res, front)
	}
	o, ok := b.Objects[res]
	if !ok {
		return nil
	}
	if s := siteOf(o); s != nil {
		s.Doors.Fronts = append(s.Doors.Fronts, front)
	}
	return []model.Object{o}
}

func (b *builder) apisOf(service *plan.Resource, front model.Place) []model.Object {
	var apis []model.Object
	for _, res := range b.Plan.Resources {
		api, ok := b.Objects[res].(*model.API)
		if !ok {
			continue
		}
		for _, s := range origins(b.resource(res), "api_management_name", "azurerm_api_management") {
			if s == service {
				api.FrontedBy = append(api.FrontedBy, front)
				apis = append(apis, api)
			}
		}
	}
	return apis
}

// linkFrontRoute adapts azurerm_cdn_frontdoor_route: whether clients and origins are talked to over plain HTTP.
func linkFrontRoute(r resource) {
	plain := r.Strs("supported_protocols").Match(func(all []string) bool {
		for _, p := range all {
			if p == "Http" {
				return true
			}
		}
		return false
	}).And(model.IsTrue(r.Flag("https_redirect_enabled").Or(true)).Not())
	r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, &model.Delivery{
		Head: r.Head(), Kind: model.CDNViewer, Plain: plain, Place: r.Place("supported_protocols"), URL: model.NotSet[string](r.Place("")),
	}, &model.Delivery{
		Head: r.Head(), Kind: model.CDNOrigin, Place: r.Place("forwarding_protocol"), URL: model.NotSet[string](r.Place("")),
		Plain: model.In(r.Str("forwarding_protocol").Or("MatchRequest"), "HttpOnly"),
	})
}

// linkFrontDomain adapts azurerm_cdn_frontdoor_custom_domain: TLS 1.2 unless an older version is asked for.
func linkFrontDomain(r resource) {
	version := r.Str("tls.0.minimum_tls_version").Or("TLS12")
	r.b.Sys.TLSFloors = append(r.b.Sys.TLSFloors, &model.TLSFloor{
		Head: r.Head(), Of: "custom domain", Version: version, Weak: model.Equals(version, "TLS10"),
	})
}
