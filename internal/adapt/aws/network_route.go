package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// network is what routes say of subnets, gathered in the link pass.
type network struct {
	tables map[*plan.Resource]model.Truth // whether a route table leads to an internet gateway
	links  []tableLink
	loose  string // why there may be more associations or routes than could be followed
}

// tableLink ties subnets, or the subnets of a whole network that have no table of their own, to a route table.
type tableLink struct {
	r       resource
	subnets []*model.Subnet
	network []*plan.Resource
}

func makeSubnet(r resource) {
	s := &model.Subnet{Head: r.HeadNamed("cidr_block"), Zone: r.Str("availability_zone"), Public: model.False()}
	r.b.Sys.Subnets = append(r.b.Sys.Subnets, s)
	r.b.Declare(r, s)
}

func makeForeignSubnet(r resource) {
	makeSubnet(r)
	if s, ok := base.Own[*model.Subnet](r); ok {
		s.Public = model.Undecided(r.Address + " is not managed by this plan")
	}
}

// linkTable adapts aws_route_table with the routes in it, and the table that a network starts with.
func (n *network) linkTable(r resource) {
	open := n.tables[r.Resource]
	for i := range r.Attr("route").Items() {
		open = open.Or(leadsOut(r, "route."+base.Itoa(i)+"."))
	}
	if r.Attr("route").IsUnknown() && !r.LeftOut("route") {
		open = open.Or(model.Undecided(r.WhyUnknown("route")))
	}
	n.tables[r.Resource] = open
	if r.Type == "aws_default_route_table" {
		n.links = append(n.links, tableLink{r: r, network: networksOf(r, "default_route_table_id")})
	}
}

// leadsOut tells whether a route goes to an internet gateway, by whichever attribute the gateway is given.
func leadsOut(r resource, at string) model.Truth {
	gateway := r.Str(at + "gateway_id")
	if id, ok := gateway.Get(); ok || model.Never(gateway.IsSet()) {
		return model.Of(strings.HasPrefix(id, "igw-"))
	}
	res := r.b.Plan.Resolve(r.Resource, at+"gateway_id")
	out, elsewhere := 0, 0
	for _, o := range res.Origins {
		switch o.Resource.Type {
		case "aws_internet_gateway":
			out++
		case "aws_nat_gateway", "aws_egress_only_internet_gateway", "aws_vpc":
			// Terraform lists the references of all routes together; these stand in other attributes.
		default:
			elsewhere++
		}
	}
	if !res.Complete || out > 0 && elsewhere > 0 {
		return model.Undecided(base.WhyUnknown(at+"gateway_id", res))
	}
	return model.Of(out > 0)
}

// linkRoute adapts aws_route.
func (n *network) linkRoute(r resource) {
	open := leadsOut(r, "")
	tables := tablesOf(r, "route_table_id")
	if len(tables) != 1 {
		open = open.And(model.Undecided(r.Address + " may be about another route table"))
	}
	for _, t := range tables {
		n.tables[t] = n.tables[t].Or(open)
	}
	if len(tables) == 0 && open != model.False() {
		n.loose = base.Either(n.loose, r.Address+" may be about its route table")
	}
}

// tablesOf follows an attribute to route tables, also to the one that a network starts with.
func tablesOf(r resource, path string) []*plan.Resource {
	var tables []*plan.Resource
	for _, o := range r.b.Plan.Resolve(r.Resource, path).Origins {
		switch o.Resource.Type {
		case "aws_route_table", "aws_default_route_table", "aws_vpc", "aws_default_vpc":
			tables = append(tables, o.Resource)
		}
	}
	return tables
}

func (n *network) linkAssociation(r resource) {
	l := base.Link[*model.Subnet](r, "subnet_id")
	if l.Why != "" && len(l.To) == 0 {
		n.loose = base.Either(n.loose, r.Address+" may be about it: "+l.Why)
		return
	}
	n.links = append(n.links, tableLink{r: r, subnets: l.To})
}

func (n *network) linkMainTable(r resource) {
	n.links = append(n.links, tableLink{r: r, network: networksOf(r, "vpc_id")})
}

// networksOf gives the networks that an attribute leads to.
func networksOf(r resource, path string) []*plan.Resource {
	var networks []*plan.Resource
	for _, o := range r.b.Plan.Resolve(r.Resource, path).Origins {
		if o.Resource.Type == "aws_vpc" || o.Resource.Type == "aws_default_vpc" {
			networks = append(networks, o.Resource)
		}
	}
	return networks
}

// finishSubnet decides whether a subnet is public: by the table that is tied to it, else by its network's main table,
// else by what the plan does not show. The subnets that a region starts with are public (VPC user guide, "Default
// VPCs").
func (n *network) finishSubnet(r resource) {
	s, ok := base.Own[*model.Subnet](r)
	if !ok {
		return
	}
	if r.Type == "aws_default_subnet" {
		s.Public = model.True()
		return
	}
	own, tied := n.ownTable(s)
	switch {
	case tied:
		s.Public = own
	case n.loose != "":
		s.Public = model.Undecided(n.loose)
	default:
		s.Public = n.mainTable(r)
	}
}

func (n *network) ownTable(s *model.Subnet) (public model.Truth, tied bool) {
	for _, l := range n.links {
		for _, to := range l.subnets {
			if to == s {
				public, tied = public.Or(n.open(l)), true
				if len(l.subnets) > 1 {
					public = public.And(model.Undecided(l.r.Address + " may be about another subnet"))
				}
			}
		}
	}
	return public, tied
}

// mainTable judges by the table that holds for a network's subnets without one of their own. A new network's main
// table has no way out; that of one that the plan does not declare is not known.
func (n *network) mainTable(r resource) model.Truth {
	networks := networksOf(r, "vpc_id")
	if len(networks) != 1 {
		return model.Undecided("the route table of " + r.Address + " is not in the plan")
	}
	open := n.tables[networks[0]] // routes that are put straight into it
	for _, l := range n.links {
		for _, v := range l.network {
			if v == networks[0] {
				open = open.Or(n.open(l))
			}
		}
	}
	return open
}

// open tells whether the table of an association leads out.
func (n *network) open(l tableLink) model.Truth {
	if l.r.Type == "aws_default_route_table" {
		return n.tables[l.r.Resource]
	}
	tables := tablesOf(l.r, "route_table_id")
	if len(tables) == 0 {
		return model.Undecided("the route table that " + l.r.Address + " names is not in the plan")
	}
	answers := make([]model.Truth, 0, len(tables))
	for _, t := range tables {
		answers = append(answers, n.tables[t])
	}
	if every, some := model.All(answers...), model.Any(answers...); every != some {
		return model.Undecided(l.r.Address + " may lead to several route tables")
	}
	return answers[0]
}
