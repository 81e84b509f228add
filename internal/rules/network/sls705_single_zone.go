package network

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// singleZone finds functions that stop when one data centre does.
func singleZone() rule.Rule {
	return rule.Rule{
		ID: "SLS705", Name: "single-zone",
		Severity: rule.Low, Profile: rule.Recommended,
		Title: "The function runs in one availability zone",
		Why: "Outside of a network, a function runs in all zones of a region. With subnets in one zone only, it stops together " +
			"with that zone, or when the addresses of that one subnet are used up, which a flood of requests can bring about.",
		Remedy: map[model.Cloud]string{
			model.AWS:   "vpc_config {\n  subnet_ids = [aws_subnet.private_a.id, aws_subnet.private_b.id] # in different zones\n}",
			model.Azure: "zone_balancing_enabled = true # of the plan\nworker_count           = 3",
		},
		Impossible: map[model.Cloud]string{
			model.Google: "Functions and services of Google Cloud, and the connectors and subnets that they use, are regional: Google " +
				"spreads them over zones by itself.",
		},
		Unknown: "The zone of a subnet of the plan is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/security-resilience.html",
			"https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html",
			"https://learn.microsoft.com/azure/reliability/reliability-functions",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3", "SAS-8"}, CWE: []int{400, 654},
			FSBP: []string{"Lambda.5"}, NIST: []string{"CP-10", "SC-5(2)", "SC-36", "SI-13(5)"},
		},
		Covers: []string{"fsbp:Lambda.5", "checkov:CKV_AZURE_225"},
		Check:  rule.Join(rule.ForEach(model.Functions, checkZones), rule.ForEach(model.HostPlans, checkPlanZones)),
	}
}

func checkZones(f *model.Function, r *rule.Reporter) {
	if len(f.Subnets) == 0 || f.Site != nil {
		return // the zones of a site are its plan's
	}
	r.Pass()
	if l := f.Subnets[0]; len(f.Subnets) == 1 && l.Text.IsKnown() {
		r.FailIf(model.True(), l.Place, "Function %q runs in a single subnet, and so in a single availability zone.", f.Label())
		return
	}
	subnets, complete := standsIn(f)
	if !complete || len(subnets) == 0 {
		return
	}
	one := model.True()
	for _, s := range subnets[1:] {
		one = one.And(sameZone(subnets[0], s))
	}
	v := r.FailIf(one, f.Subnets[0].Place, "Function %q runs in a single availability zone.", f.Label())
	for _, s := range subnets {
		if s.Zone.IsKnown() {
			v.Hop(s.Place(), "subnet %q is in zone %s", s.Label(), model.Show(s.Zone))
		} else {
			v.Hop(s.Place(), "the zone of subnet %q is known only after apply", s.Label())
		}
	}
}

// standsIn gives the subnets of a function. It is not complete when some are made elsewhere: their zones are not the
// plan's to choose.
func standsIn(f *model.Function) (subnets []*model.Subnet, complete bool) {
	seen := map[*model.Subnet]bool{}
	for _, l := range f.Subnets {
		if l.Why != "" || len(l.To) == 0 {
			return nil, false
		}
		for _, s := range l.To {
			if !s.Managed {
				return nil, false
			}
			if !seen[s] {
				seen[s] = true
				subnets = append(subnets, s)
			}
		}
	}
	return subnets, true
}

func sameZone(a, b *model.Subnet) model.Truth {
	zone, ok := a.Zone.Get()
	if !ok {
		return model.Undecided("the zone of " + a.Address + " is known only after apply")
	}
	if b.Zone.IsSet() == model.False() {
		return model.Undecided("the zone of " + b.Address + " is known only after apply")
	}
	return model.Equals(b.Zone, zone)
}

// checkPlanZones judges what the hosts of functions run on, where there is a choice of zones.
func checkPlanZones(p *model.HostPlan, r *rule.Reporter) {
	v := r.FailIf(model.IsFalse(p.Zones).And(p.ZonesPossible), p.Zones.Place, "All workers of plan %q may stand in a single availability zone.", p.Label()).
		In(rule.Strict)
	const shown = 3
	for i, s := range p.Sites {
		if i < shown {
			v.Hop(s.Plan.Place, "%s %q runs on it", s.Kind, s.Label())
		}
	}
}
