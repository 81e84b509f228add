package network

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// publicSubnet finds functions whose network interfaces stand in a subnet with a route to the internet.
func publicSubnet() rule.Rule {
	return rule.Rule{
		ID: "SLS703", Name: "public-subnet",
		Severity: rule.Medium, Profile: rule.Essential,
		Title: "The function stands in a public subnet, or in the default network",
		Why: "A function's network interface never gets a public address, so that the route to the internet gateway is of no " +
			"use to it: calls to the outside just hang. What it does share is the place where hosts open to the internet " +
			"stand, so that one of these that was broken into is its neighbour. The network that Google Cloud makes in every " +
			"project is such a place from the start: its rules let in SSH and RDP from everywhere, and all ports from within.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "vpc_config {\n  subnet_ids = [aws_subnet.private_a.id, aws_subnet.private_b.id]\n}",
			model.Google: "network = google_compute_network.functions.id # of the connector or of network_interfaces",
		},
		Impossible: map[model.Cloud]string{
			model.Azure: "An app only sends through the subnet that it is connected to, and no subnet of Azure gives it an address on the internet.",
		},
		Unknown: "The subnet's route table is not in the plan, or it is not known which subnet the function stands in.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html",
			"https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
			"https://cloud.google.com/vpc/docs/vpc#default-network",
			"https://cloud.google.com/vpc/docs/configure-serverless-vpc-access",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3"}, CWE: []int{653, 668}, NIST: []string{"AC-4", "SC-7"},
		},
		Check: rule.ForEach(model.Functions, checkSubnets),
	}
}

// checkSubnets judges a function by all of its subnets together. The routes of subnets that are made elsewhere are
// judged there.
func checkSubnets(f *model.Function, r *rule.Reporter) {
	if f.Cloud == model.Google && !model.Never(f.InNetwork) {
		r.FailIf(f.DefaultNetwork.And(f.InNetwork), f.DefaultPlace,
			"Function %q is connected to the default network, whose firewall lets in SSH and RDP from everywhere unless changed.", f.Label()).
			In(rule.Recommended)
	}
	public, at := model.False(), model.Place{}
	var declared []*model.Subnet
	for _, l := range f.Subnets {
		own := false
		this := l.Leads(func(s *model.Subnet) model.Truth {
			own = own || s.Managed
			return s.Public
		})
		if !own {
			continue
		}
		declared = append(declared, l.To...)
		if this != model.False() && at.Address() == "" {
			at = l.Place
		}
		public = public.Or(this)
	}
	if len(declared) > 0 {
		v := r.FailIf(public, at, "Function %q stands in a subnet with a route to an internet gateway.", f.Label())
		hopPublic(v, declared)
	}
}

func hopPublic(v *rule.Verdict, subnets []*model.Subnet) {
	seen := map[*model.Subnet]bool{}
	for _, s := range subnets {
		if seen[s] || s.Public == model.False() {
			continue
		}
		seen[s] = true
		if model.Certainly(s.Public) {
			v.Hop(s.Place(), "subnet %q is public", s.Label())
		} else {
			v.Hop(s.Place(), "subnet %q may be public", s.Label())
		}
	}
}
