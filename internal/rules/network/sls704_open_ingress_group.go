package network

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// openIngressGroup finds security groups of functions that let the internet in.
func openIngressGroup() rule.Rule {
	return rule.Rule{
		ID: "SLS704", Name: "open-ingress-group",
		Severity: rule.High, Profile: rule.Essential,
		Title: "The function's security group lets the internet in",
		Why: "Nothing ever connects to a function's network interface, so that the function needs no ingress at all. Such a rule " +
			"was made for something else: whatever else bears the group, today or by the next change, is open to every " +
			"address there is.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "# remove the ingress rule; where something else needs it, give that a group of its own",
			model.Google: "source_ranges = [\"35.199.224.0/19\"] # all that a connector needs: Google's serverless platform",
		},
		Impossible: map[model.Cloud]string{
			model.Azure: "An app only sends through the subnet that it is connected to, so that what a security group lets in never reaches it.",
		},
		Unknown: "A rule of the security group, or which group the function bears, comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
			"https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
			"https://cloud.google.com/vpc/docs/configure-serverless-vpc-access#restrict-access",
			"https://cloud.google.com/firewall/docs/firewalls",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3"}, CWE: []int{284, 668},
			FSBP: []string{"EC2.18", "EC2.19"}, NIST: []string{"AC-4", "SC-7"},
		},
		Check: rule.ForEach(model.SecurityGroups, checkIngress),
	}
}

func checkIngress(g *model.SecurityGroup, r *rule.Reporter) {
	if len(g.Bearers) == 0 {
		return
	}
	r.Pass()
	on := worn(g)
	for _, t := range g.Ingress {
		v := r.FailIf(t.Open().And(on), t.Place,
			"%s %q of %s lets in every address on the internet, on %s.", groupWord(g), g.Label(), bearersOf(g), portsOf(t))
		hopBearers(v, g)
	}
	if g.Incomplete != "" && len(g.Ingress) == 0 {
		hopBearers(r.FailIf(model.Undecided(g.Incomplete).And(on), g.Place(),
			"%s %q of %s may let in every address.", groupWord(g), g.Label(), bearersOf(g)), g)
	}
}
