package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// finishAPI derives how an API knows its callers. Policies hold from the operation outwards, as far as each takes over
// what stands around it; an operation's own policy may stand in for the API's.
func (g *gateway) finishAPI(r resource) {
	api, ok := base.Own[*model.API](r)
	if !ok {
		return
	}
	services := origins(r, "api_management_name", "azurerm_api_management")
	around := g.around(r.Resource, services)
	api.Private = g.private(r, services)
	api.CORS = around.cors()
	endpoints := g.operations[r.Resource]
	if len(endpoints) == 0 {
		endpoints = []*model.Endpoint{g.whole(r)}
	}
	function := backendFunction(r)
	for _, e := range endpoints {
		own := around
		if op, ok := g.own[e]; ok {
			own = g.around(op.Resource, append([]*plan.Resource{r.Resource}, services...))
		}
		g.judge(r, e, own)
		e.API, e.Private, e.Function, e.FirewallPossible = api, api.Private, function, true
	}
	api.Endpoints = endpoints
	api.Stages = []*model.Stage{g.stage(r, api, around, services)}
}

// whole is the endpoint of an API whose operations stand elsewhere: in an imported document, or nowhere yet.
func (g *gateway) whole(r resource) *model.Endpoint {
	head := r.Head()
	head.Name = model.Known("any operation", r.Place(""))
	e := &model.Endpoint{Head: head, Kind: model.RESTMethod, Method: model.NotSet[string](r.Place("")), Path: r.Str("path")}
	r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
	return e
}

// around gives the policies that hold for a resource, and for those that it stands in.
func (g *gateway) around(first *plan.Resource, then []*plan.Resource) policies {
	var ps policies
	for _, r := range append([]*plan.Resource{first}, then...) {
		if p := g.policies[r]; p != nil {
			ps = append(ps, p)
		}
	}
	return ps
}

// private tells whether the service can be reached only from its virtual network.
func (g *gateway) private(r resource, services []*plan.Resource) model.Truth {
	if len(services) == 0 {
		return model.Undecided("the API Management service of " + r.Address + " is not in the plan")
	}
	private := model.True()
	for _, res := range services {
		s := r.b.resource(res)
		closed := model.Equals(s.Str("virtual_network_type"), "Internal").Or(model.Equals(s.Flag("public_network_access_enabled"), false))
		private = private.And(closed)
	}
	return private
}

// judge says how an endpoint knows its callers, and whether requests are looked at.
func (g *gateway) judge(r resource, e *model.Endpoint, ps policies) {
	checked, at := ps.any("validate-jwt", "validate-azure-ad-token", "validate-client-certificate")
	limited, _ := ps.any("ip-filter")
	e.Auth = authOf(r, checked, at, limited)
	needed := r.Flag("subscription_required").Or(true)
	e.APIKey = needed
	if door, ok := g.open[r.Resource]; ok && !model.Never(door.open) {
		e.APIKey = model.UnknownValue[bool]("a product of the API may ask for no subscription", needed.Place)
		if model.Certainly(door.open) {
			e.APIKey = model.Known(false, door.place)
		}
		e.Auth.Place = door.place
	}
	e.Validated, e.ValidatorPlace = ps.any("validate-content", "validate-parameters")
	if e.ValidatorPlace.Address() == "" {
		e.ValidatorPlace = e.Place()
	}
	answered, _ := ps.any("mock-response", "return-response")
	e.Mock = answered
}

// authOf is the authentication that a policy asks for. Where there is none, a filter of addresses still lets only some in.
func authOf(r resource, checked model.Truth, at model.Place, limited model.Truth) model.Value[model.AuthKind] {
	none := r.Place("subscription_required")
	switch {
	case model.Certainly(checked):
		return model.Known(model.TokenAuth, at)
	case model.Certainly(limited):
		return model.Known(model.OtherAuth, none)
	}
	auth := model.Known(model.NoAuth, none)
	checked.Or(limited).Decide(func() {}, func() {}, func(why string) { auth = model.UnknownValue[model.AuthKind](why, none) })
	return auth
}

// stage is the API as the service runs it: its limits, and what is kept of its requests.
func (g *gateway) stage(r resource, api *model.API, ps policies, services []*plan.Resource) *model.Stage {
	on, at := ps.any("rate-limit", "rate-limit-by-key", "quota", "quota-by-key", "azure-openai-token-limit", "llm-token-limit")
	if at.Address() == "" {
		at = r.Place("")
	}
	s := &model.Stage{
		Head: api.Head, API: model.Link[*model.API]{Place: r.Place(""), To: []*model.API{api}},
		Throttles: []*model.Throttle{{Place: at, On: on}}, LogFormat: model.NotSet[string](r.Place("")),
	}
	for _, of := range append([]*plan.Resource{r.Resource}, services...) {
		s.DataTrace = append(s.DataTrace, g.traced[of]...)
	}
	for i, e := range api.Endpoints {
		if op, ok := g.own[e]; ok {
			limit, place := g.around(op.Resource, nil).any("rate-limit", "rate-limit-by-key", "quota", "quota-by-key")
			if !model.Never(limit) {
				s.Throttles = append(s.Throttles, &model.Throttle{Place: place, Route: api.Endpoints[i].Label(), On: limit})
			}
		}
	}
	return s
}

// backendFunction follows an API to the function app behind it.
func backendFunction(r resource) model.Link[*model.Function] {
	l := base.Link[*model.Function](r, "service_url")
	if len(l.To) > 0 {
		return l
	}
	text, _ := l.Text.Get()
	host, _, _ := strings.Cut(strings.TrimPrefix(text, "https://"), "/")
	name, suffix, _ := strings.Cut(host, ".")
	if suffix == "azurewebsites.net" { // the host name of every app, unless it is told otherwise
		for _, f := range r.b.Sys.Functions {
			if own, _ := f.Name.Get(); f.Cloud == model.Azure && strings.EqualFold(own, name) {
				l.To = append(l.To, f)
			}
		}
	}
	return l
}
