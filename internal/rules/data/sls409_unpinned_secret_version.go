package data

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unpinnedSecretVersion finds uses of a secret that stay with one version of it while the secret is rotated.
func unpinnedSecretVersion() rule.Rule {
	return rule.Rule{
		ID: "SLS409", Name: "unpinned-secret-version",
		Severity: rule.Low, Profile: rule.Recommended,
		Title: "A secret is read in another version than the current one",
		Why: "A version that is named by its id stays the same when the secret is rotated, so that the rotation breaks the system or " +
			"is put off. The previous version is the one that a rotation was to make worthless.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "data \"aws_secretsmanager_secret_version\" \"db\" {\n  secret_id = aws_secretsmanager_secret.db.id # AWSCURRENT\n}",
			model.Azure:  "data \"azurerm_key_vault_secret\" \"db\" { # without a version\n  name         = \"db\"\n  key_vault_id = azurerm_key_vault.orders.id\n}",
			model.Google: "version = \"3\" # and a deployment with each rotation",
		},
		Unknown: "The version comes from a value that the plan does not know, which may be null.",
		References: []string{
			"https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html",
			"https://learn.microsoft.com/azure/app-service/app-service-key-vault-references",
			"https://cloud.google.com/run/docs/configuring/services/secrets",
			"https://cloud.google.com/secret-manager/docs/best-practices",
		},
		Mappings: rule.Mappings{OWASP: []string{"A3:2017"}, CSA: []string{"SAS-7"}, CWE: []int{262, 324}, NIST: []string{"IA-5"}},
		Check:    rule.ForEach(model.SecretReads, checkSecretRead),
	}
}

func checkSecretRead(s *model.SecretRead, r *rule.Reporter) {
	old := s.Stage.Match(func(stage string) bool { return stage != "AWSCURRENT" })
	r.FailIf(old, s.Stage.Place, "%q reads another version of the secret than the current one.", s.Label())
	checkNewest(s, r)
	r.FailIf(s.Version.IsSet(), s.Version.Place, "%q reads one version of the secret for good, past any rotation.", s.Label()).
		In(rule.Strict).Remedy(currentVersion(s))
}

func currentVersion(s *model.SecretRead) string {
	if s.Cloud == model.Azure && s.Type != "azurerm_key_vault_secret" {
		return s.Label() + " = \"@Microsoft.KeyVault(SecretUri=${azurerm_key_vault_secret.db.versionless_id})\""
	}
	if s.Type == "aws_ssm_parameter" {
		return "name = \"/orders/api-key\" # without a version"
	}
	return "" // the rule's own
}

// checkNewest judges functions that take whichever version is there when they start: copies that started before and after
// a rotation then work with different ones, and a version that is put in unnoticed is used at once. A file is read anew
// each time, which is how a rotation is meant to be followed.
func checkNewest(s *model.SecretRead, r *rule.Reporter) {
	when := " when it starts"
	if s.Refreshed {
		when = ""
	}
	v := r.FailIf(s.Newest, s.Version.Place, "Function %q takes whichever version of a secret is newest%s, for %s.", s.Label(), when, s.Use)
	if s.Refreshed {
		v.In(rule.Strict)
	}
}
