package google

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// proxyTypes are the ends of load balancers that clients connect to. They are judged where a URL map leads on to functions.
func (x *balancers) proxyTypes() types {
	types := types{}
	for _, prefix := range []string{"google_compute_", "google_compute_region_"} {
		types[prefix+"target_http_proxy"] = adapter{Finish: x.finishPlainProxy}
		types[prefix+"target_https_proxy"] = adapter{Finish: x.finishProxy}
	}
	for _, name := range []string{
		"forwarding_rule", "global_forwarding_rule", "global_address", "address", "managed_ssl_certificate", "ssl_certificate",
		"region_ssl_certificate", "backend_bucket", "global_network_endpoint_group", "network_endpoint_group",
	} {
		types["google_compute_"+name] = nothing()
	}
	return types
}

// behind gives the endpoints that a proxy's URL map sends requests to. Backend services that come later in the plan are
// finished here.
func (x *balancers) behind(r resource) []*model.Endpoint {
	var found []*model.Endpoint
	for _, o := range r.b.Plan.Resolve(r.Resource, "url_map").Origins {
		for _, service := range mapped(r.b, o.Resource) {
			x.finishService(r.b.resource(service))
			if e := x.services[service]; e != nil {
				found = append(found, e)
			}
		}
	}
	return base.Unique(found)
}

// mapped gives the backend services that a URL map names.
func mapped(b *builder, urls *plan.Resource) []*plan.Resource {
	r := b.resource(urls)
	paths := []string{"default_service"}
	n, _ := r.Blocks("path_matcher")
	for i := range n {
		matcher := "path_matcher." + base.Itoa(i)
		paths = append(paths, matcher+".default_service")
		for _, rules := range []string{".path_rule", ".route_rules"} {
			m, _ := r.Blocks(matcher + rules)
			for j := range m {
				paths = append(paths, matcher+rules+"."+base.Itoa(j)+".service")
			}
		}
	}
	var services []*plan.Resource
	for _, path := range paths {
		for _, o := range b.Plan.Resolve(urls, path).Origins {
			services = append(services, o.Resource)
		}
	}
	return services
}

// finishPlainProxy adapts google_compute_target_http_proxy. One that only sends clients on to https has no function behind.
func (x *balancers) finishPlainProxy(r resource) {
	private := model.True()
	behind := x.behind(r)
	for _, e := range behind {
		private = private.And(e.Private)
	}
	if len(behind) == 0 {
		return
	}
	r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, &model.Delivery{
		Head: r.Head(), Kind: model.Listener, URL: model.NotSet[string](r.Place("url_map")), Private: private,
		Plain: model.True(), Place: r.Place("url_map"),
	})
}

// finishProxy adapts google_compute_target_https_proxy. Without a policy, it takes TLS 1.0 (Cloud Load Balancing
// documentation, "SSL policies for SSL and TLS protocols").
func (x *balancers) finishProxy(r resource) {
	policy := r.Str("ssl_policy")
	if len(x.behind(r)) == 0 || !model.Never(policy.IsSet()) {
		return // a policy is judged by itself
	}
	r.b.Sys.TLSFloors = append(r.b.Sys.TLSFloors, &model.TLSFloor{
		Head: r.Head(), Of: "load balancer", Version: model.Known("TLS_1_0", policy.Place), Weak: model.True(),
	})
}

// front notes on functions' own addresses which load balancers with a firewall or a login stand in front of them, and on
// load balancers that nobody asks for anything behind them either.
func (b *builder) front() {
	for _, e := range b.Sys.Endpoints {
		if e.Kind != model.LoadBalancer || e.Cloud != model.Google || model.Certainly(e.Private) {
			continue
		}
		login := model.Equals(e.Auth, model.TokenAuth)
		for _, f := range e.Function.To {
			if open, at := admitsAnyone(f); open && !model.Certainly(login) {
				e.Auth = model.Known(model.NoAuth, at)
			}
			if model.Certainly(e.Firewall.Or(login)) {
				fronted(f, e)
			}
		}
	}
}

func fronted(f *model.Function, by *model.Endpoint) {
	for _, own := range f.Endpoints {
		if own.Kind == model.FunctionURL {
			own.FrontedBy = append(own.FrontedBy, by.Place())
			by.Fronts = append(by.Fronts, own)
		}
	}
}

// admitsAnyone tells whether anybody may invoke a function, and where that is said.
func admitsAnyone(f *model.Function) (bool, model.Place) {
	for _, g := range f.Grants {
		if g.Can(model.Invoke) && g.Principal.Kind == model.Anyone && model.Certainly(g.Open()) {
			return true, g.Place
		}
	}
	for _, own := range f.Endpoints {
		if own.Kind == model.FunctionURL && model.Certainly(model.Equals(own.Auth, model.NoAuth)) {
			return true, own.Auth.Place
		}
	}
	return false, model.Place{}
}
