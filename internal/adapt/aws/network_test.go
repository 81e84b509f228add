package aws

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestSubnets(t *testing.T) {
	sys := family(t, "network")
	for address, want := range map[string]string{
		"aws_subnet.inline":     "true",
		"aws_subnet.routed":     "true",
		"aws_subnet.private[0]": "false",
		"aws_subnet.private[1]": "false",
		"aws_subnet.isolated":   "false",
		"aws_subnet.main_table": "true",
		"aws_subnet.elsewhere":  "unknown: the route table of aws_subnet.elsewhere is not in the plan",
	} {
		equal(t, address, at(t, sys.Subnets, address).Public.String(), want)
	}
	equal(t, "zone", shown(at(t, sys.Subnets, "aws_subnet.inline").Zone), "eu-central-1a")
}

func traffic(rules []*model.TrafficRule) map[string]string {
	found := map[string]string{}
	for _, r := range rules {
		found[r.Place.Address()+" "+r.Place.Attribute()] = shown(r.CIDRs) + " " + shown(r.From) + "-" + shown(r.To) + "/" +
			shown(r.Protocol) + " " + leads(r.Source) + " open: " + r.Open().String()
	}
	return found
}

func TestSecurityGroups(t *testing.T) {
	sys := family(t, "network")
	inline, apart := at(t, sys.SecurityGroups, "aws_security_group.inline"), at(t, sys.SecurityGroups, "aws_security_group.apart")
	equalMaps(t, traffic(inline.Ingress), map[string]string{
		"aws_security_group.inline ingress.0": "[10.0.0.0/8 ::/0] 443-443/tcp  open: true",
	})
	equalMaps(t, traffic(inline.Egress), map[string]string{
		"aws_security_group.inline egress.0": "(absent) 5432-5432/tcp aws_security_group.apart open: false",
	})
	equalMaps(t, traffic(apart.Ingress), map[string]string{
		"aws_security_group_rule.in cidr_blocks":           "(absent) 5432-5432/tcp aws_security_group.inline open: false",
		"aws_vpc_security_group_ingress_rule.in cidr_ipv4": "[0.0.0.0/0] 22-22/tcp  open: true",
	})
	equalMaps(t, traffic(apart.Egress), map[string]string{
		"aws_security_group_rule.out cidr_blocks":          "[0.0.0.0/0] 0-0/-1  open: true",
		"aws_vpc_security_group_egress_rule.out cidr_ipv6": "[::/0] -1--1/-1  open: true",
	})
	equal(t, "incomplete", inline.Incomplete+apart.Incomplete, "")
}

func TestFunctionNetwork(t *testing.T) {
	sys := family(t, "network")
	f := at(t, sys.Functions, "aws_lambda_function.inside")
	seen := map[string]bool{}
	for _, l := range f.Subnets {
		for _, s := range l.To {
			seen[s.Address] = true
		}
	}
	equal(t, "first subnet", seen["aws_subnet.private[0]"], true)
	equal(t, "second subnet", seen["aws_subnet.private[1]"], true)
	equal(t, "subnets", len(seen), 2)
	if len(f.SecurityGroups) != 1 {
		t.Fatalf("got %d groups, want 1", len(f.SecurityGroups))
	}
	equal(t, "group", leads(f.SecurityGroups[0]), "aws_security_group.inline")
	outside := at(t, sys.Functions, "aws_lambda_function.outside")
	equal(t, "outside", len(outside.Subnets)+len(outside.SecurityGroups), 0)
}

func TestNetworkEndpoints(t *testing.T) {
	sys := family(t, "network")
	s3, narrow := at(t, sys.NetworkEndpoints, "aws_vpc_endpoint.s3"), at(t, sys.NetworkEndpoints, "aws_vpc_endpoint.narrow")
	equal(t, "no policy", s3.PolicySet.String(), "false")
	equal(t, "policy", narrow.PolicySet.String(), "true")
	equal(t, "grants", len(narrow.Grants), 1)
	equal(t, "service", shown(s3.Service), "com.amazonaws.eu-central-1.s3")
}
