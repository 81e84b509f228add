package input

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

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

// apiLabel names the API of a route for messages.
func apiLabel(e *model.Endpoint) string {
	if e.API == nil {
		return e.Label()
	}
	return e.API.Label()
}
