package network

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// openEgress finds security groups that let functions talk to the whole internet.
func openEgress() rule.Rule {
	return rule.Rule{
		ID: "SLS702", Name: "open-egress",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "The function may send anything anywhere",
		Why: "A flaw in the function, or a dependency that was taken over, sends what it can read to any address and fetches " +
			"the attacker's next tool from there. A list of what the function needs to reach stops both, and shows the attempt.",
		Remedy: map[model.Cloud]string{
			model.AWS: "egress {\n  from_port       = 443\n  to_port         = 443\n  protocol        = \"tcp\"\n" +
				"  prefix_list_ids = [data.aws_prefix_list.dynamodb.id]\n}",
			model.Azure:  "site_config {\n  vnet_route_all_enabled = true # and a firewall or gateway on the subnet's routes\n}",
			model.Google: "egress = \"ALL_TRAFFIC\"",
		},
		Unknown: "A rule of the security group, or which group the function bears, comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
			"https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
			"https://learn.microsoft.com/azure/app-service/overview-vnet-integration",
			"https://learn.microsoft.com/azure/azure-functions/functions-networking-options",
			"https://cloud.google.com/run/docs/configuring/vpc-direct-vpc",
			"https://cloud.google.com/vpc/docs/serverless-vpc-access",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3", "SAS-6"}, CWE: []int{284, 923}, NIST: []string{"AC-4", "SC-7(5)"},
		},
		Check: rule.Join(
			rule.ForEach(model.SecurityGroups, checkEgress),
			rule.ForEach(model.Functions, checkBypass),
		),
	}
}

func checkEgress(g *model.SecurityGroup, r *rule.Reporter) {
	if len(g.Bearers) == 0 {
		return
	}
	r.Pass()
	on := worn(g)
	for _, t := range g.Egress {
		v := r.FailIf(t.Open().And(anyPort(t), on), t.Place,
			"Security group %q lets %s send anything to any address on the internet.", g.Label(), bearersOf(g))
		hopBearers(v, g)
	}
	if g.Incomplete != "" && len(g.Egress) == 0 {
		hopBearers(r.FailIf(model.Undecided(g.Incomplete).And(on), g.Place(),
			"Security group %q may let %s send anything anywhere.", g.Label(), bearersOf(g)), g)
	}
}

// checkBypass judges functions that stand in a network which sees only a part of what they send.
func checkBypass(f *model.Function, r *rule.Reporter) {
	if f.Outside || model.Never(f.InNetwork) {
		return
	}
	v := r.FailIf(f.Bypass, f.BypassPlace, "What function %q sends to the internet goes past its network: no firewall there sees it.", f.Label())
	if f.Cloud == model.Google {
		v.As(rule.Low).In(rule.Strict)
		if strings.HasSuffix(f.BypassPlace.Attribute(), "vpc_connector_egress_settings") {
			v.Remedy(`vpc_connector_egress_settings = "ALL_TRAFFIC"`)
		}
		if f.Type == "google_cloud_run_service" {
			v.Remedy(`"run.googleapis.com/vpc-access-egress" = "all-traffic"`)
		}
	}
}
