package resilience

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// door is one way by which others than the plan's own account can make a function run.
type door struct {
	at   model.Place
	note string
	open model.Truth
	api  *model.API // of a route
}

// doors gives every way from outside to a function.
func doors(f *model.Function, s *model.System) []door {
	var found []door
	for _, e := range f.Endpoints {
		if e.Kind == model.CDN {
			continue // runs at the edge, where no limit can be set
		}
		found = append(found, door{
			at: e.Place(), note: fmt.Sprintf("requests to %q run it", e.Label()), open: endpointOpen(e), api: e.API,
		})
	}
	for _, g := range f.Grants {
		if g.Can(model.Invoke) && g.Principal.Kind != model.ServicePrincipal {
			found = append(found, door{at: g.Place, note: callers(g), open: outsider(g, s).And(f.Inner().Not())})
		}
	}
	for _, t := range f.Triggers {
		found = append(found, channelDoors(t)...)
	}
	return found
}

// endpointOpen tells whether requests of the outside run the function. Where they must be signed with credentials of
// the account, only its own identities' do; Identity-Aware Proxy before a load balancer lets in those whom its bindings name.
func endpointOpen(e *model.Endpoint) model.Truth {
	proxied := model.Of(e.Cloud == model.Google && e.Kind == model.LoadBalancer).And(model.Equals(e.Auth, model.TokenAuth))
	return e.Private.Not().And(
		proxied.Not(),
		e.Mock.Not(), e.Preflight.Not(), model.Equals(e.Auth, model.IAMAuth).Not(), e.Function.ToOne(),
	)
}

// outsider tells whether a grant is for others than the plan's own account.
func outsider(g *model.Grant, s *model.System) model.Truth {
	foreign := model.False()
	if g.Principal.Account != "" {
		foreign = model.Equals(s.Account, g.Principal.Account).Not()
	}
	anyone := g.Principal.Is(model.Anyone, model.AnyAccount).And(g.Pinned().Not())
	return g.Certain.And(anyone.Or(foreign))
}

// channelDoors gives the policies by which strangers may put events into a trigger's source.
func channelDoors(t *model.Trigger) []door {
	source, ok := t.Source.One()
	if !ok || model.Certainly(t.Concurrency.IsSet()) {
		return nil
	}
	var found []door
	for _, g := range source.Grants {
		if g.Can(model.Publish) {
			open := g.Certain.And(g.Principal.Is(model.Anyone, model.AnyAccount), g.Pinned().Not(), model.Running(t.Enabled))
			found = append(found, door{
				at: g.Place, note: fmt.Sprintf("anyone can send to %s %q, which runs it", source.Kind, source.Label()),
				open: open.And(t.Function.ToOne(), t.Concurrency.IsSet().Not()),
			})
		}
	}
	return found
}

// anyOpen tells whether one of the doors is open.
func anyOpen(all []door) model.Truth {
	open := model.False()
	for _, d := range all {
		open = open.Or(d.open)
	}
	return open
}

// callers says who may invoke a function by a grant.
func callers(g *model.Grant) string {
	if g.Principal.Kind == model.Anyone && g.Principal.Text == "allUsers" {
		return "anyone may invoke it"
	}
	return "other accounts may invoke it"
}
