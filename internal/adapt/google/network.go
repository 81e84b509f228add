package google

import (
	"slices"
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// networkTypes lists what connects functions to networks of the project, and the firewall rules there.
func networkTypes() types {
	return types{
		"google_vpc_access_connector":                     nothing(),
		"data.google_vpc_access_connector":                nothing(),
		"google_compute_network":                          nothing(),
		"data.google_compute_network":                     nothing(),
		"google_compute_subnetwork":                       nothing(),
		"data.google_compute_subnetwork":                  nothing(),
		"google_compute_router":                           nothing(),
		"google_compute_router_nat":                       nothing(),
		"google_compute_firewall":                         {Make: makeFirewall},
		"google_service_networking_connection":            nothing(),
		"google_compute_network_peering":                  nothing(),
		"google_compute_route":                            nothing(),
		"google_compute_service_attachment":               nothing(),
		"google_compute_shared_vpc_host_project":          nothing(),
		"google_compute_network_firewall_policy":          nothing(),
		"google_access_context_manager_service_perimeter": nothing(),
	}
}

// makeFirewall adapts google_compute_firewall, a rule for what bears one of its tags in a network. Left out, the direction
// is INGRESS.
func makeFirewall(r resource) {
	g := &model.SecurityGroup{Head: r.Head()}
	r.b.Sys.SecurityGroups = append(r.b.Sys.SecurityGroups, g)
	r.b.Declare(r, g)
	direction, _ := r.Str("direction").Or("INGRESS").Get()
	certain := model.IsTrue(r.Flag("disabled")).Not()
	ranges := "source_ranges"
	if direction == "EGRESS" {
		ranges = "destination_ranges"
	}
	n, known := r.Blocks("allow")
	for i := range n {
		t := r.allowed("allow." + base.Itoa(i))
		t.Place, t.CIDRs, t.Certain = r.Place(ranges), r.Strs(ranges), certain
		if direction == "EGRESS" {
			g.Egress = append(g.Egress, t)
		} else {
			g.Ingress = append(g.Ingress, t)
		}
	}
	if !known && !base.Omitted(r, "allow") {
		g.Incomplete = r.WhyUnknown("allow")
	}
}

// allowed reads the ports of one block: all of the protocol's unless given, of several the first.
func (r resource) allowed(block string) *model.TrafficRule {
	at := r.Place(block)
	t := &model.TrafficRule{Protocol: r.Str(block + ".protocol"), From: model.Known(-1, at), To: model.Known(-1, at)}
	ports, known := r.Strs(block + ".ports").Get()
	if !known || len(ports) == 0 {
		return t
	}
	low, high, between := strings.Cut(ports[0], "-")
	if !between {
		high = low
	}
	from, err := strconv.Atoi(low)
	to, err2 := strconv.Atoi(high)
	if err == nil && err2 == nil {
		t.From, t.To = model.Known(from, at), model.Known(to, at)
	}
	return t
}

// attachment is how a function is connected to a network.
type attachment struct {
	place    model.Place
	networks []string // names of networks, and addresses of those in the plan
	tags     []string
}

// firewall is a rule with what it is for.
type firewall struct {
	group    *model.SecurityGroup
	networks []string
}

// networks notes on functions which network they are connected to, and on firewall rules the functions that they are about.
func (b *builder) networks() {
	rules := b.firewalls()
	for _, f := range b.Sys.Functions {
		r, ok := b.Plan.Resource(f.Address)
		if f.Cloud != model.Google || !ok || f.Outside {
			continue
		}
		for _, a := range attachments(b.resource(r)) {
			if slices.ContainsFunc(a.networks, isDefaultNetwork) {
				f.DefaultNetwork, f.DefaultPlace = model.True(), a.place
			}
			for _, tag := range a.tags {
				bear(f, a, rules[tag])
			}
		}
	}
}

// firewalls gives the firewall rules of the plan by the tags that they are for.
func (b *builder) firewalls() map[string][]firewall {
	rules := map[string][]firewall{}
	for _, g := range b.Sys.SecurityGroups {
		res, ok := b.Plan.Resource(g.Address)
		if !ok || res.Type != "google_compute_firewall" {
			continue
		}
		r := b.resource(res)
		tags, _ := r.Strs("target_tags").Get()
		for _, tag := range tags {
			rules[tag] = append(rules[tag], firewall{g, networkAt(r, "network")})
		}
	}
	return rules
}

// bear adds a function to firewall rules for one of its tags, unless they are for another network.
func bear(f *model.Function, a attachment, rules []firewall) {
	for _, rule := range rules {
		same := len(a.networks) == 0 || len(rule.networks) == 0 || overlap(a.networks, rule.networks)
		if last := len(rule.group.Bearers) - 1; same && (last < 0 || rule.group.Bearers[last].Function != f) {
			rule.group.Bearers = append(rule.group.Bearers, model.Bearer{Function: f, Place: a.place, Certain: model.True()})
		}
	}
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// attachments reads the connectors and interfaces of a function. Paths that its type does not have hold nothing.
func attachments(r resource) []attachment {
	var all []attachment
	for _, path := range []string{
		"vpc_connector", "service_config.0.vpc_connector", "template.0.vpc_access.0.connector",
		"template.0.template.0.vpc_access.0.connector",
	} {
		for _, o := range r.b.Plan.Resolve(r.Resource, path).Origins {
			if o.Resource.Type == "google_vpc_access_connector" {
				all = append(all, connected(r.b.resource(o.Resource)))
			}
		}
	}
	for _, template := range []string{"template.0.", "template.0.template.0."} {
		path := template + "vpc_access.0.network_interfaces"
		n, _ := r.Blocks(path)
		for i := range n {
			at := path + "." + base.Itoa(i)
			tags, _ := r.Strs(at + ".tags").Get()
			all = append(all, attachment{r.Place(at + ".network"), networkAt(r, at+".network"), tags})
		}
	}
	return all
}

// connected reads a connector. Its instances bear two tags that Google gives them (Serverless VPC Access documentation,
// "Restrict connector VM access to VPC network resources").
func connected(r resource) attachment {
	region, name := r.Attr("region").Text(), r.Attr("name").Text()
	tags := []string{"vpc-connector"}
	if region != "" && name != "" {
		tags = append(tags, "vpc-connector-"+region+"-"+name)
	}
	return attachment{r.Place("network"), networkAt(r, "network"), tags}
}

// networkAt gives what a network is known by: its name, and its address where the plan has it.
func networkAt(r resource, path string) []string {
	var known []string
	if text, ok := r.Str(path).Get(); ok && text != "" {
		known = append(known, lastPart(text))
	}
	for _, o := range r.b.Plan.Resolve(r.Resource, path).Origins {
		if !isNetwork(o.Resource) {
			continue
		}
		known = append(known, o.Resource.Address)
		if name := o.Resource.Attr("name").Text(); name != "" && o.Resource.Mode == plan.Data {
			known = append(known, name)
		}
	}
	return known
}

func isNetwork(r *plan.Resource) bool { return r.Type == "google_compute_network" }

// isDefaultNetwork knows the network that every new project has, unless an organisation forbids it.
func isDefaultNetwork(name string) bool { return name == "default" }
