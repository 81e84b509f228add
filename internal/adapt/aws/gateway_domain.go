package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// restDomain adds a custom domain name of REST APIs. Left out, its TLS policy is AWS's choice, which differs
// between edge-optimised and regional names.
func (g *gateway) restDomain(r resource) { g.domain(r, "security_policy") }

func (g *gateway) httpDomain(r resource) {
	g.domain(r, "domain_name_configuration.0.security_policy")
}

func (g *gateway) domain(r resource, tls string) {
	n, known := r.Blocks("mutual_tls_authentication")
	mutual := model.Of(n > 0)
	if !known {
		mutual = model.Undecided(r.WhyUnknown("mutual_tls_authentication"))
	}
	g.domains[r.Resource] = &model.Domain{
		Place: r.Place(""), Name: r.Str("domain_name"), MutualTLS: mutual, MinTLS: r.Str(tls),
	}
}

// linkDomain gives an API the domain name that a mapping connects to it.
func (g *gateway) linkDomain(api, domain string) func(resource) {
	return func(r resource) {
		found := g.domainsOf(r, domain)
		for _, a := range apiLink(r, api).To {
			a.Domains = append(a.Domains, found...)
		}
	}
}

// domainsOf finds the domain names that an attribute may lead to; one outside of the plan may well ask for
// client certificates.
func (g *gateway) domainsOf(r resource, path string) []*model.Domain {
	var found []*model.Domain
	for _, o := range r.b.Plan.Resolve(r.Resource, path).Origins {
		if d, ok := g.domains[o.Resource]; ok {
			found = append(found, d)
		}
	}
	if len(found) > 0 {
		return found
	}
	why := r.Address + "." + path + " leads to no domain name of the plan"
	return []*model.Domain{{
		Place: r.Place(path), Name: r.Str(path), MutualTLS: model.Undecided(why),
		MinTLS: model.UnknownValue[string](why, r.Place(path)),
	}}
}
