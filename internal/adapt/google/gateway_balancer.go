package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// balancers are the load balancers that send requests to functions: a backend service names a group that stands for one.
type balancers struct {
	targets  map[*plan.Resource]model.Link[*model.Function] // by network endpoint group
	services map[*plan.Resource]*model.Endpoint             // by backend service
}

func (x *balancers) types() types {
	types := types{"google_compute_region_network_endpoint_group": {Link: x.linkGroup}}
	for _, prefix := range []string{"google_compute_", "google_compute_region_"} {
		types[prefix+"backend_service"] = adapter{Finish: x.finishService}
	}
	return types
}

// linkGroup adapts google_compute_region_network_endpoint_group. With a mask, the path of a request says which function
// it is for.
func (x *balancers) linkGroup(r resource) {
	for _, path := range []string{"cloud_run.0.service", "cloud_function.0.function"} {
		l := base.Link[*model.Function](r, path)
		if !model.Never(l.IsSet()) {
			x.targets[r.Resource] = l
		}
	}
	for _, path := range []string{"cloud_run.0.url_mask", "cloud_function.0.url_mask"} {
		if !model.Never(given(r.Str(path))) {
			x.targets[r.Resource] = model.Link[*model.Function]{
				Place: r.Place(path), Text: model.NotSet[string](r.Place(path)),
				Why: "the path of a request says which function it is for",
			}
		}
	}
}

// finishService adapts a backend service that sends requests to functions. Whether they are let in is up to IAM, unless
// Identity-Aware Proxy asks for a login first.
func (x *balancers) finishService(r resource) {
	l, ok := x.target(r)
	if !ok || x.services[r.Resource] != nil {
		return
	}
	e := &model.Endpoint{
		Head: r.Head(), Kind: model.LoadBalancer, FirewallPossible: true, FirewallPlace: r.Place("security_policy"),
		Method: model.NotSet[string](r.Place("")), Path: model.NotSet[string](r.Place("")), ValidatorPlace: r.Place(""),
		Auth: r.proxyAuth(), APIKey: model.Known(false, r.Place("")), Function: l,
		Private: r.internal(), Firewall: given(r.Str("security_policy")),
	}
	x.services[r.Resource] = e
	r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
	r.requestLog(e)
	r.credential("iap.0.oauth2_client_secret", "client secret")
}

// target gives the functions behind the groups of a backend service.
func (x *balancers) target(r resource) (model.Link[*model.Function], bool) {
	l, found := model.Link[*model.Function]{Place: r.Place("backend")}, false
	n, _ := r.Blocks("backend")
	for i := range n {
		for _, o := range r.b.Plan.Resolve(r.Resource, "backend."+base.Itoa(i)+".group").Origins {
			if to, ok := x.targets[o.Resource]; ok {
				found = true
				l.To, l.Why = append(l.To, to.To...), base.Either(l.Why, to.Why)
				l.Text = to.Text
			}
		}
	}
	l.To = base.Unique(l.To)
	return l, found
}

// proxyAuth tells whether Identity-Aware Proxy stands in front. Before version 6 of the provider, the block alone switched
// it on.
func (r resource) proxyAuth() model.Value[model.AuthKind] {
	n, _ := r.Blocks("iap")
	on := r.Flag("iap.0.enabled").Or(true)
	if n == 0 || base.Omitted(r, "iap") {
		return model.Known(model.IAMAuth, r.Place("iap"))
	}
	return model.Map(on, func(on bool) model.AuthKind {
		if on {
			return model.TokenAuth
		}
		return model.IAMAuth
	})
}

// internal tells whether the load balancer takes requests from its network only. EXTERNAL is the default of a global
// backend service, INTERNAL that of a regional one.
func (r resource) internal() model.Truth {
	scheme := r.Str("load_balancing_scheme").Or("EXTERNAL")
	if r.Type == "google_compute_region_backend_service" {
		scheme = r.Str("load_balancing_scheme").Or("INTERNAL")
	}
	return scheme.Match(func(s string) bool { return strings.HasPrefix(s, "INTERNAL") })
}

// requestLog notes whether requests are logged: not unless asked for, and of those only a share where one is given (Cloud
// Load Balancing documentation, "Logging and monitoring").
func (r resource) requestLog(e *model.Endpoint) {
	const block = "log_config"
	on := model.IsTrue(base.InBlock(r, block, r.Flag(block+".0.enable")).Or(false))
	rate := base.Read(r.View, block+".0.sample_rate", func(v plan.Value) (float64, bool) { return v.Number() }).Or(1)
	at := r.Place(block)
	if model.Certainly(on) {
		at = rate.Place
	}
	r.b.Sys.Observations = append(r.b.Sys.Observations, &model.Observation{
		Head: e.Head, Kind: model.AccessLog, Of: "backend service", At: at, Serverless: true,
		On: on.And(rate.Match(func(share float64) bool { return share > 0 })),
	})
}

// tlsPolicy adapts google_compute_ssl_policy: TLS 1.0 is taken unless a minimum is given, or a profile that has only ciphers
// of TLS 1.2 (Cloud Load Balancing documentation, "SSL policies for SSL and TLS protocols").
func tlsPolicy(r resource) {
	version := r.Str("min_tls_version").Or("TLS_1_0")
	profile := r.Str("profile").Or("COMPATIBLE")
	r.b.Sys.TLSFloors = append(r.b.Sys.TLSFloors, &model.TLSFloor{
		Head: r.Head(), Of: "TLS policy", Version: version,
		Weak: model.In(version, "TLS_1_0", "TLS_1_1").And(model.In(profile, "RESTRICTED", "FIPS_202205").Not()),
	})
}
