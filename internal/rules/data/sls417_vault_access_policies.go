package data

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// vaultAccessPolicies finds vaults that decide on access by themselves.
func vaultAccessPolicies() rule.Rule {
	return rule.Rule{
		ID: "SLS417", Name: "vault-access-policies",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "The vault decides by access policies of its own",
		Why: "An access policy opens all secrets of a vault at once, knows no conditions, and is not seen by who reviews role " +
			"assignments. Whoever may change the vault, as every Contributor may, can add one for himself and read what is in it.",
		Remedy: map[model.Cloud]string{
			model.Azure: "rbac_authorization_enabled = true",
		},
		Impossible: map[model.Cloud]string{
			model.AWS:    "Secrets and keys have policies of their own, each for itself, which SLS407 and SLS408 judge.",
			model.Google: "Access to secrets and keys is given by role bindings only.",
		},
		Unknown:    "The switch is known only after apply.",
		References: []string{"https://learn.microsoft.com/azure/key-vault/general/rbac-access-policy"},
		Mappings: rule.Mappings{
			OWASP: []string{"A5:2017"}, CSA: []string{"SAS-4"}, CWE: []int{284}, NIST: []string{"AC-3", "AC-6"},
		},
		Check: rule.ForEach(model.Vaults, checkVaultPolicies),
	}
}

func checkVaultPolicies(v *model.Vault, r *rule.Reporter) {
	r.FailIf(model.IsFalse(v.ByRoles), v.ByRoles.Place,
		"Vault %q decides by its own access policies, each for all of its secrets, and not by role assignments.", v.Label())
	for _, g := range v.Unlimited {
		r.FailIf(g.Certain.And(model.IsFalse(v.ByRoles)), g.Place,
			"An access policy of vault %q gives every permission on its secrets, down to purging them.", v.Label()).
			In(rule.Recommended).Remedy("secret_permissions = [\"Get\", \"List\"]")
	}
}
