package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// networkTypes lists what decides where a function's network interfaces stand and whom they can talk to.
func networkTypes() types {
	n := &network{tables: map[*plan.Resource]model.Truth{}}
	return types{
		"aws_security_group":                  {Make: makeSecurityGroup, Link: linkSecurityGroup},
		"aws_default_security_group":          {Make: makeSecurityGroup, Link: linkSecurityGroup},
		"data.aws_security_group":             {Make: makeForeignGroup},
		"aws_security_group_rule":             {Link: linkOldRule, Finish: doubtGroups},
		"aws_vpc_security_group_ingress_rule": {Link: linkIngressRule, Finish: doubtGroups},
		"aws_vpc_security_group_egress_rule":  {Link: linkEgressRule, Finish: doubtGroups},

		"aws_subnet":                       {Make: makeSubnet, Finish: n.finishSubnet},
		"aws_default_subnet":               {Make: makeSubnet, Finish: n.finishSubnet},
		"data.aws_subnet":                  {Make: makeForeignSubnet},
		"aws_route_table":                  {Link: n.linkTable},
		"aws_default_route_table":          {Link: n.linkTable},
		"aws_route":                        {Link: n.linkRoute},
		"aws_route_table_association":      {Link: n.linkAssociation},
		"aws_main_route_table_association": {Link: n.linkMainTable},

		"aws_vpc_endpoint":        {Make: makeNetworkEndpoint, Finish: finishNetworkEndpoint},
		"aws_vpc_endpoint_policy": endpointPolicy(),

		// Gateways and networks are kept so that routes and groups lead to them.
		"aws_vpc":                          nothing(),
		"aws_default_vpc":                  nothing(),
		"aws_internet_gateway":             nothing(),
		"aws_egress_only_internet_gateway": nothing(),
		"aws_nat_gateway":                  nothing(),
	}
}

// makeNetworkEndpoint adapts aws_vpc_endpoint.
func makeNetworkEndpoint(r resource) {
	e := &model.NetworkEndpoint{Head: r.HeadNamed("service_name"), Service: r.Str("service_name"), PolicySet: model.False()}
	r.b.Sys.NetworkEndpoints = append(r.b.Sys.NetworkEndpoints, e)
	r.b.Declare(r, e)
}

// finishNetworkEndpoint adds the policy that the endpoint itself gives. Left out, the provider shows the default there,
// which allows everything (VPC user guide, "Endpoint policies"), or that of a separate resource.
func finishNetworkEndpoint(r resource) {
	if e, ok := base.Own[*model.NetworkEndpoint](r); ok && countsInline(r, !model.Never(e.PolicySet)) {
		setEndpointPolicy(r, e)
	}
}

func setEndpointPolicy(r resource, e *model.NetworkEndpoint) {
	p := r.policy("policy")
	e.Grants, e.PolicySet, e.PolicyWhy = append(e.Grants, p.grants...), e.PolicySet.Or(p.set), base.Either(e.PolicyWhy, p.why)
}

// endpointPolicy adapts aws_vpc_endpoint_policy.
func endpointPolicy() adapter {
	return setting[*model.NetworkEndpoint]{
		Path: "vpc_endpoint_id", All: model.NetworkEndpoints, Set: setEndpointPolicy,
		May: func(_ resource, e *model.NetworkEndpoint, why string) {
			e.PolicySet, e.PolicyWhy = e.PolicySet.Or(model.Undecided(why)), base.Either(e.PolicyWhy, why)
		},
	}.Adapter()
}

// linkNetwork follows a function's vpc_config.
func linkNetwork(r resource, f *model.Function) {
	f.InNetwork, f.NetworkPlace = inNetwork(r), r.Place("vpc_config")
	if n, known := r.Blocks("vpc_config"); n == 0 && known {
		return
	}
	f.Subnets = base.Links[*model.Subnet](r, "vpc_config.0.subnet_ids")
	f.SecurityGroups = base.Links[*model.SecurityGroup](r, "vpc_config.0.security_group_ids")
}

// inNetwork tells whether a function is given subnets: an empty list of them, as modules write it, is no network.
func inNetwork(r resource) model.Truth {
	n, known := r.Blocks("vpc_config")
	if !known {
		return model.Undecided(r.WhyUnknown("vpc_config"))
	}
	subnets := r.Strs("vpc_config.0.subnet_ids")
	if subnets.IsKnown() {
		return model.Of(n > 0).And(subnets.Match(func(ids []string) bool { return len(ids) > 0 }))
	}
	return model.Of(n > 0).And(subnets.IsSet().Or(model.Of(base.OnlyMembers(r, base.Link[*model.Subnet](r, "vpc_config.0.subnet_ids")))))
}

// joinTexts makes one list of several attributes that hold one text or a list of them. It is unknown as soon as one of
// them is.
func joinTexts(r resource, paths ...string) model.Value[[]string] {
	all := model.NotSet[[]string](r.Place(paths[0]))
	for _, path := range paths {
		v := textsAt(r, path)
		texts, known := v.Get()
		switch {
		case known && len(texts) > 0:
			before, _ := all.Get()
			all = model.Known(append(before[:len(before):len(before)], texts...), v.Place)
		case !known && !model.Never(v.IsSet()):
			return v
		}
	}
	return all
}

func textsAt(r resource, path string) model.Value[[]string] {
	if strings.Contains(path, "cidr_ip") {
		return model.Map(r.Str(path), one)
	}
	return r.Strs(path)
}
