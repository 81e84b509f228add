package input

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// certainly tells whether something is known to be so. It chooses words, severities and hops; it never decides
// whether there is a finding.
func certainly(t model.Truth) bool { return t.String() == "true" }

// isRoute tells whether an endpoint is one of a gateway on which callers are checked. Function URLs have a rule
// of their own (SLS101), CDNs and load balancers check nobody, and the messages of a WebSocket are as good as
// the connection that they come by.
func isRoute(e *model.Endpoint) bool {
	switch e.Kind {
	case model.RESTMethod, model.HTTPRoute, model.WebSocket, model.GraphQL, model.EventChannel:
		return e.Behind == nil
	default:
		return false
	}
}

// openToStrangers tells whether requests of anybody get as far as the route's own authentication.
func openToStrangers(e *model.Endpoint) model.Truth {
	open := e.Preflight.Not().And(e.Mock.Not())
	if e.Kind == model.RESTMethod || e.Kind == model.GraphQL {
		open = open.And(e.Private.Not())
	}
	if e.API == nil {
		return open
	}
	if e.API.Kind == model.RESTAPI {
		open = open.And(admitsStrangers(e.API))
	}
	return open.And(onlyMutualTLS(e.API).Not())
}

// admitsStrangers tells whether a REST API's resource policy lets in callers that it does not name. Without a
// policy, everybody gets in.
func admitsStrangers(api *model.API) model.Truth {
	open := model.False()
	for _, g := range api.Grants {
		if g.Can(model.Invoke) {
			open = open.Or(openGrant(g))
		}
	}
	if api.PolicyWhy != "" {
		open = open.Or(model.Undecided(api.PolicyWhy))
	}
	return api.PolicySet.Not().Or(open)
}

// openGrant tells whether a grant is for anyone, with no condition that keeps strangers out.
func openGrant(g *model.Grant) model.Truth {
	return g.Principal.Is(model.Anyone, model.AnyAccount).And(g.Pinned().Not(), g.Certain)
}

// onlyMutualTLS tells whether an API answers only at domain names that ask for a client certificate.
func onlyMutualTLS(api *model.API) model.Truth {
	if len(api.Domains) == 0 {
		return model.False()
	}
	only := model.IsTrue(api.DefaultOff)
	for _, d := range api.Domains {
		only = only.And(d.MutualTLS)
	}
	return only
}

// apiLabel names the API of a route for messages.
func apiLabel(e *model.Endpoint) string {
	if e.API == nil {
		return e.Label()
	}
	return e.API.Label()
}
