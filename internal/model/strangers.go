package model

import "slices"

// Open tells whether the grant is for anyone, with no condition that keeps strangers out.
func (g *Grant) Open() Truth {
	return g.Principal.Is(Anyone, AnyAccount).And(g.Pinned().Not(), g.Certain)
}

// Strangers names those whom a grant for everyone lets in on a cloud, at the start of a sentence.
func (g *Grant) Strangers(c Cloud) string {
	switch {
	case c == AWS:
		return "Anyone with an AWS account"
	case g.Principal.Kind != AnyAccount:
		return "Anyone on the internet"
	case c == Azure:
		return "Anyone with a Microsoft account"
	default:
		return "Anyone with a Google account"
	}
}

// AdmitsAnyone tells whether the function's own grants let anybody invoke it, without credentials. On AWS, nobody can do so
// by a grant alone.
func (f *Function) AdmitsAnyone() Truth {
	anyone := False()
	for _, g := range f.Grants {
		if f.Cloud == Google && g.Can(Invoke) && g.Principal.Kind == Anyone {
			anyone = anyone.Or(g.Open())
		}
	}
	return anyone
}

// AdmitsStrangers tells whether the API's resource policy lets in callers that it does not name. Without a policy,
// everybody gets in.
func (a *API) AdmitsStrangers() Truth {
	open := False()
	for _, g := range a.Grants {
		if g.Can(Invoke) {
			open = open.Or(g.Open())
		}
	}
	if a.PolicyWhy != "" {
		open = open.Or(Undecided(a.PolicyWhy))
	}
	return a.PolicySet.Not().Or(open)
}

// OnlyMutualTLS tells whether the API answers only at domain names that ask for a client certificate.
func (a *API) OnlyMutualTLS() Truth {
	only := Of(len(a.Domains) > 0).And(IsTrue(a.DefaultOff))
	for _, d := range a.Domains {
		only = only.And(d.MutualTLS)
	}
	return only
}

// OpenToStrangers tells whether requests of anybody get as far as the endpoint's own authentication.
func (e *Endpoint) OpenToStrangers() Truth {
	open := e.Preflight.Not().And(e.Mock.Not())
	if e.Kind == RESTMethod || e.Kind == GraphQL || e.Kind == HTTPTrigger {
		open = open.And(e.Private.Not())
	}
	if e.API == nil {
		return open
	}
	if e.API.Kind == RESTAPI {
		open = open.And(e.API.AdmitsStrangers())
	}
	return open.And(e.API.OnlyMutualTLS().Not())
}

// Inner tells whether requests reach a function only from within private networks, at all of its own addresses, or from a
// load balancer that asks who sends them (Identity-Aware Proxy). Where a cloud's own API invokes functions, as on AWS, nothing
// keeps them in.
func (f *Function) Inner() Truth {
	inner := Of(len(f.Endpoints) > 0 && f.Cloud == Google)
	balanced := f.OpenNetwork.Not().And(Of(f.Balancer() != nil))
	for _, e := range f.Endpoints {
		if e.Kind == LoadBalancer {
			inner = inner.And(e.Private.Or(Equals(e.Auth, TokenAuth)))
		} else {
			inner = inner.And(e.Private.Or(balanced))
		}
	}
	return inner
}

// Balancer gives the first load balancer that passes requests on to a function; nil where the plan has none.
func (f *Function) Balancer() *Endpoint {
	i := slices.IndexFunc(f.Endpoints, func(e *Endpoint) bool { return e.Kind == LoadBalancer })
	if i < 0 {
		return nil
	}
	return f.Endpoints[i]
}
