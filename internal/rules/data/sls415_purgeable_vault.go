package data

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// purgeableVault finds vaults from which keys and secrets can be removed for good at once.
func purgeableVault() rule.Rule {
	return rule.Rule{
		ID: "SLS415", Name: "purgeable-vault",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "Keys and secrets can be purged for good",
		Why: "Whoever may delete the vault, or gets hold of an identity that may, can purge it as well: every key in it is gone at " +
			"once, and with it all that it encrypts. That is how ransom is asked for data that nobody even had to copy.",
		Remedy: map[model.Cloud]string{
			model.Azure: "purge_protection_enabled   = true\nsoft_delete_retention_days = 90",
		},
		Impossible: map[model.Cloud]string{
			model.AWS:    "Keys and secrets stand by themselves, each with a waiting time of its own, which SLS407 and SLS408 judge.",
			model.Google: "Keys and secrets stand by themselves, each with a waiting time of its own, which SLS407 and SLS408 judge.",
		},
		Unknown:    "The switch is known only after apply.",
		References: []string{"https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview"},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3"}, CWE: []int{320}, NIST: []string{"SC-12", "CP-9"},
		},
		Covers: []string{"checkov:CKV_AZURE_42", "checkov:CKV_AZURE_110", "trivy:AZU-0016", "kics:cec6e005"},
		Check:  rule.ForEach(model.Vaults, checkPurge),
	}
}

// checkPurge asks only for the switch: under it, nobody can cut short the week that is the least to choose.
func checkPurge(v *model.Vault, r *rule.Reporter) {
	r.FailIf(model.IsFalse(v.Protected), v.Protected.Place,
		"Keys and secrets deleted from vault %q can be purged at once, and with a key all that it encrypts.", v.Label())
}
