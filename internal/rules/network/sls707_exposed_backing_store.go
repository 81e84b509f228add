package network

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// exposedBackingStore finds databases, caches and brokers that the internet can connect to.
func exposedBackingStore() rule.Rule {
	return rule.Rule{
		ID: "SLS707", Name: "exposed-backing-store",
		Severity: rule.High, Profile: rule.Recommended,
		Title: "The data store can be reached from the internet",
		Why: "A store with a public address is found by scanners within hours, and from then on only its password stands " +
			"between the data and everybody. All checks that the function makes are passed by: whoever gets in reads and " +
			"writes the data itself.",
		Remedy: map[model.Cloud]string{
			model.AWS: "publicly_accessible = false",
		},
		Unknown: "The setting, or a rule of the store's security group, comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
			"https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html",
			"https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017", "A6:2017"}, CSA: []string{"SAS-3"}, CWE: []int{284, 668},
			FSBP: []string{"RDS.2", "Redshift.1", "MSK.4"}, NIST: []string{"AC-3", "AC-4", "SC-7"},
		},
		Covers: []string{
			"checkov:CKV_AWS_17", "checkov:CKV_AWS_69", "trivy:AWS-0072", "trivy:AWS-0180",
			"kics:35113e6f", "kics:4eb5f791", "kics:54378d69", "fsbp:RDS.2", "fsbp:Redshift.1", "fsbp:MSK.4",
		},
		Check: rule.ForEach(model.Stores, checkExposed),
	}
}

func checkExposed(s *model.Store, r *rule.Reporter) {
	if s.Addressable {
		v := r.FailIf(model.IsTrue(s.Public), s.Public.Place, "The %s %q has an address on the internet.", s.Kind, s.Label())
		if s.Kind == model.MessageBroker {
			v.Remedy("publicly_accessible = false # of a Kafka cluster: public_access { type = \"DISABLED\" }")
		}
		hopUses(v, s)
	}
	if len(s.UsedBy) == 0 {
		return
	}
	for _, l := range s.Groups {
		for _, g := range l.To {
			if len(g.Bearers) == 0 { // a function's own group is SLS704's matter
				checkStoreGroup(s, l, g, r)
			}
		}
	}
}

// checkStoreGroup asks whether a store's security group lets everybody in. Without a public address, that is everybody
// in the networks around it.
func checkStoreGroup(s *model.Store, l model.Link[*model.SecurityGroup], g *model.SecurityGroup, r *rule.Reporter) {
	surely := model.True()
	if _, ok := l.One(); !ok {
		surely = model.Undecided(l.Place.Attribute + " may lead to several security groups")
	}
	for _, t := range g.Ingress {
		v := r.FailIf(t.Open().And(surely), t.Place,
			"Security group %q lets every address connect to %s %q, on %s.", g.Label(), s.Kind, s.Label(), portsOf(t)).
			Remedy("security_groups = [aws_security_group.function.id] # instead of cidr_blocks").
			Hop(l.Place, "%s %q bears the security group", s.Kind, s.Label())
		if !model.Certainly(model.IsTrue(s.Public)) {
			v.As(rule.Medium)
		}
		hopUses(v, s)
	}
}

// hopUses adds which functions use a store, at most a few.
func hopUses(v *rule.Verdict, s *model.Store) {
	const shown = 3
	for _, u := range s.UsedBy[:min(shown, len(s.UsedBy))] {
		v.Hop(u.Place, "function %q %s", u.Function.Label(), u.Note)
	}
}
