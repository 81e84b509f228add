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
			model.AWS:    "publicly_accessible = false",
			model.Google: "ip_configuration {\n  ipv4_enabled    = false\n  private_network = google_compute_network.functions.id\n}",
			model.Azure:  "public_network_access_enabled = false # and a private endpoint",
		},
		Unknown: "The setting, or a rule of the store's security group, comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
			"https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html",
			"https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
			"https://learn.microsoft.com/azure/storage/common/storage-network-security",
			"https://learn.microsoft.com/azure/key-vault/general/network-security",
			"https://learn.microsoft.com/azure/azure-sql/database/firewall-configure",
			"https://cloud.google.com/sql/docs/mysql/authorize-networks",
			"https://cloud.google.com/sql/docs/mysql/configure-private-ip",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017", "A6:2017"}, CSA: []string{"SAS-3"}, CWE: []int{284, 668},
			FSBP: []string{"RDS.2", "Redshift.1", "MSK.4"}, NIST: []string{"AC-3", "AC-4", "SC-7"},
		},
		Covers: []string{
			"checkov:CKV_AWS_17", "checkov:CKV_AWS_69", "trivy:AWS-0072", "trivy:AWS-0180",
			"kics:35113e6f", "kics:4eb5f791", "kics:54378d69", "fsbp:RDS.2", "fsbp:Redshift.1", "fsbp:MSK.4",
			"checkov:CKV_AZURE_11", "checkov:CKV_AZURE_35", "checkov:CKV_AZURE_53", "checkov:CKV_AZURE_59", "checkov:CKV_AZURE_68", "checkov:CKV_AZURE_89",
			"checkov:CKV_AZURE_99", "checkov:CKV_AZURE_101", "checkov:CKV_AZURE_106", "checkov:CKV_AZURE_109", "checkov:CKV_AZURE_113",
			"checkov:CKV_AZURE_139", "checkov:CKV_AZURE_185", "checkov:CKV_AZURE_189", "checkov:CKV_AZURE_193",
			"checkov:CKV_AZURE_204", "checkov:CKV2_AZURE_26", "checkov:CKV2_AZURE_34", "trivy:AZU-0012", "trivy:AZU-0013", "trivy:AZU-0022",
			"trivy:GCP-0017", "kics:b187edca",
			"kics:17f75827", "kics:25c0ea09", "kics:a5613650", "kics:ade36cf4", "kics:c2a3efb6", "kics:f118890b",
		},
		Check: rule.Join(
			rule.ForEach(model.Stores, checkExposed),
			rule.ForEachIn(ruledChannels, checkOpenNetwork),
			rule.ForEachIn(model.Vaults, checkOpenVault),
		),
	}
}

// ruledChannels gives the channels of which the plan decides what networks reach them: its own, and those of others on
// which it sets rules.
func ruledChannels(s *model.System) []*model.Channel {
	var ruled []*model.Channel
	for _, c := range s.Channels {
		if c.Managed && c.NetworkPlace.Address() != "" {
			ruled = append(ruled, c)
		}
	}
	return ruled
}

// checkOpenNetwork judges services with an address of their own that firewalls of the cloud can close. With keys that
// anybody can use who has found one, that address is all that is needed; identities of the cloud are a second lock. What
// functions use that are in no network themselves can't be closed to the others.
func checkOpenNetwork(c *model.Channel, s *model.System, r *rule.Reporter) {
	if c.In.Place.Address() != "" {
		return
	}
	v := r.FailIf(c.OpenNetwork, c.NetworkPlace, "Every network can reach %s %q.", c.Noun(), c.Label()).
		RemedyOn(model.Azure, closing(c))
	if v == nil || passesOn(c.Kind) || model.Never(model.IsTrue(c.LocalAuth)) {
		v.As(rule.Low).In(rule.Strict)
		return
	}
	users := toldOf(c, s)
	if !inNetwork(users) {
		v.As(rule.Low).In(rule.Strict)
		return
	}
	v.As(rule.Medium).Hop(c.LocalAuth.Place, "whoever has one of its keys is let in")
	hopUses(v, users)
}

// passesOn tells channels that hand events on, and do not keep data: who may put some into them is SLS204's matter.
func passesOn(kind model.ChannelKind) bool {
	switch kind {
	case model.StorageAccount, model.Documents, model.ConfigStore:
		return false
	default:
		return true
	}
}

// toldOf gives the functions that are told about a channel, or about its key, in a variable.
func toldOf(c *model.Channel, s *model.System) []model.StoreUse {
	return model.Memo(s, usesByAddress)[c.Address]
}

// toldUses are the functions that are told about something in a variable, by the address of that.
type toldUses map[string][]model.StoreUse

func usesByAddress(s *model.System) toldUses {
	uses := toldUses{}
	for _, f := range s.Functions {
		for _, v := range f.Variables {
			for _, p := range v.From {
				use := model.StoreUse{Function: f, Place: v.Value.Place, Note: "is told about it in " + v.Name}
				uses[p.Place.Address()] = append(uses[p.Place.Address()], use)
			}
		}
	}
	return uses
}

// inNetwork tells whether one of the functions that use something runs in a network of the plan's own.
func inNetwork(uses []model.StoreUse) bool {
	for _, u := range uses {
		if model.Certainly(u.Function.InNetwork) {
			return true
		}
	}
	return false
}

// closing closes a service to networks that it does not name.
func closing(c *model.Channel) string {
	if c.NetworkPlace.Attribute() == "default_action" {
		return "default_action = \"Deny\""
	}
	if c.Kind == model.StorageAccount {
		return "network_rules {\n  default_action             = \"Deny\"\n  bypass                     = [\"AzureServices\"]\n" +
			"  virtual_network_subnet_ids = [azurerm_subnet.functions.id]\n}"
	}
	return switchedOff(c.NetworkPlace)
}

// switchedOff cuts a service off from the internet by a switch that is a word and not a truth value; "" for others.
func switchedOff(at model.Place) string {
	if at.Attribute() != "public_network_access" {
		return "" // the rule's own
	}
	return rule.Set(at, `"Disabled"`) + " # and a private endpoint"
}

// checkOpenVault asks less of vaults, which let in nobody but identities of the cloud.
func checkOpenVault(v *model.Vault, s *model.System, r *rule.Reporter) {
	open := r.FailIf(v.OpenNetwork, v.NetworkPlace, "Every network can reach vault %q: a stolen token opens it from anywhere.", v.Label()).
		As(rule.Low).RemedyOn(model.Azure, "network_acls {\n  default_action             = \"Deny\"\n  bypass                     = \"AzureServices\"\n"+
		"  virtual_network_subnet_ids = [azurerm_subnet.functions.id]\n}")
	for _, f := range s.Functions {
		if model.Certainly(f.InNetwork) {
			return
		}
	}
	open.In(rule.Strict)
}

func checkExposed(s *model.Store, r *rule.Reporter) {
	if s.Addressable {
		v := r.FailIf(model.IsTrue(s.Public), s.Public.Place, "The %s %q has an address on the internet.", s.Kind, s.Label())
		if s.Guarded || len(s.Admits) > 0 {
			v.As(rule.Low).In(rule.Strict)
		}
		if s.Kind == model.MessageBroker {
			v.Remedy("publicly_accessible = false # of a Kafka cluster: public_access { type = \"DISABLED\" }")
		}
		v.RemedyOn(model.Azure, switchedOff(s.Public.Place))
		hopUses(v, s.UsedBy)
	}
	checkAdmitted(s, r)
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

const withoutEntry = "# remove the entry, and connect over a private network or with the Cloud SQL connectors"

// checkAdmitted asks whether a store's own rules let everybody in, or all that runs in the cloud.
func checkAdmitted(s *model.Store, r *rule.Reporter) {
	public := model.IsTrue(s.Public)
	for _, t := range s.Admits {
		v := r.FailIf(t.Open().And(public), t.Place, "Everybody's addresses may connect to %s %q.", s.Kind, s.Label()).
			RemedyOn(model.Azure, "start_ip_address = \"203.0.113.10\" # the addresses of your own clients\nend_ip_address   = \"203.0.113.10\"").
			RemedyOn(model.Google, withoutEntry)
		hopUses(v, s.UsedBy)
		if s.Cloud == model.Google {
			r.FailIf(t.Open().And(public.Not()), t.Place,
				"As soon as %s %q gets an address on the internet, everybody's addresses may connect to it.", s.Kind, s.Label()).
				As(rule.Low).In(rule.Strict).Remedy(withoutEntry)
		}
		v = r.FailIf(t.Customers.And(t.Certain, public), t.Place, "All that runs in %s may connect to %s %q, of whichever customer.",
			s.Cloud.Title(), s.Kind, s.Label()).As(rule.Medium).RemedyOn(model.Azure, "# a private endpoint, or a rule for the subnet of the function")
		hopUses(v, s.UsedBy)
	}
}

// checkStoreGroup asks whether a store's security group lets everybody in. Without a public address, that is everybody
// in the networks around it.
func checkStoreGroup(s *model.Store, l model.Link[*model.SecurityGroup], g *model.SecurityGroup, r *rule.Reporter) {
	surely := model.True()
	if _, ok := l.One(); !ok {
		surely = model.Undecided(l.Place.Attribute() + " may lead to several security groups")
	}
	for _, t := range g.Ingress {
		v := r.FailIf(t.Open().And(surely), t.Place,
			"Security group %q lets every address connect to %s %q, on %s.", g.Label(), s.Kind, s.Label(), portsOf(t)).
			Remedy("security_groups = [aws_security_group.function.id] # instead of cidr_blocks").
			Hop(l.Place, "%s %q bears the security group", s.Kind, s.Label())
		if !model.Certainly(model.IsTrue(s.Public)) {
			v.As(rule.Medium)
		}
		hopUses(v, s.UsedBy)
	}
}

// hopUses adds which functions use a store, at most a few.
func hopUses(v *rule.Verdict, uses []model.StoreUse) {
	const shown = 3
	for _, u := range uses[:min(shown, len(uses))] {
		v.Hop(u.Place, "function %q %s", u.Function.Label(), u.Note)
	}
}
