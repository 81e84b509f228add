package data

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// singleEncryption finds stores that could encrypt twice, with two keys, and do so once.
func singleEncryption() rule.Rule {
	return rule.Rule{
		ID: "SLS418", Name: "single-encryption",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "Data is encrypted only once",
		Why: "The service encrypts what it stores; the infrastructure below can do so once more, with another algorithm and another key. " +
			"Then neither a flaw in one of them nor one stolen key is enough to read disks. It can only be switched on when the store is made.",
		Remedy: map[model.Cloud]string{
			model.Azure: "infrastructure_encryption_enabled = true # makes the store anew",
		},
		Impossible: map[model.Cloud]string{
			model.AWS:    "Services encrypt once, with the key that SLS404 and SLS405 judge; a second layer is what programs add themselves.",
			model.Google: "Google encrypts disks below its services always and by itself; the key of the upper layer is SLS405's matter.",
		},
		Unknown: "The switch is known only after apply.",
		References: []string{
			"https://learn.microsoft.com/azure/storage/common/infrastructure-encryption-enable",
			"https://learn.microsoft.com/azure/service-bus-messaging/configure-customer-managed-key",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017"}, CSA: []string{"SAS-3"}, CWE: []int{311}, NIST: []string{"SC-28(1)"},
		},
		Covers: []string{"checkov:CKV_AZURE_199", "trivy:AZU-0061"},
		Check:  rule.ForEach(model.OwnChannels, checkSecondLayer),
	}
}

func checkSecondLayer(c *model.Channel, r *rule.Reporter) {
	twice := c.Encryption.Twice
	r.FailIf(model.Equals(twice, false), twice.Place,
		"What %s %q holds is encrypted only once: whoever breaks that layer, or its one key, reads it.", c.Noun(), c.Label()).
		RemedyOn(model.Azure, secondLayer(c))
}

// secondLayer is how a namespace gets the second layer, which it has only together with a key of one's own.
func secondLayer(c *model.Channel) string {
	if c.Encryption.Twice.Place.Attribute() == "infrastructure_encryption_enabled" {
		return "" // the rule's own
	}
	return "sku = \"Premium\"\ncustomer_managed_key {\n  key_vault_key_id                  = azurerm_key_vault_key.data.id\n" +
		"  identity_id                       = azurerm_user_assigned_identity.data.id\n  infrastructure_encryption_enabled = true\n}"
}
