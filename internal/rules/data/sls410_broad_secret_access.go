package data

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// broadSecretAccess finds functions that may read every secret of the account.
func broadSecretAccess() rule.Rule {
	return rule.Rule{
		ID: "SLS410", Name: "broad-secret-access",
		Severity: rule.High, Profile: rule.Essential,
		Title: "A function may read every secret of the account",
		Why: "Whoever breaks into the function reads not just its own secrets but all: other systems' databases, signing keys and " +
			"third parties' tokens. From there the whole company is a few logins away.",
		Remedy: map[model.Cloud]string{
			model.AWS: "actions   = [\"secretsmanager:GetSecretValue\"]\nresources = [aws_secretsmanager_secret.db.arn]",
			model.Azure: "scope                = azurerm_key_vault_secret.db.resource_versionless_id # or the function's own vault\n" +
				"role_definition_name = \"Key Vault Secrets User\"",
			model.Google: "resource \"google_secret_manager_secret_iam_member\" \"db\" {\n  secret_id = google_secret_manager_secret.db.id\n" +
				"  role      = \"roles/secretmanager.secretAccessor\"\n  member    = google_service_account.orders.member\n}",
		},
		Unknown: "A policy of the role is not in the plan, or is built from values known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html",
			"https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html",
			"https://learn.microsoft.com/azure/key-vault/general/rbac-guide",
			"https://cloud.google.com/secret-manager/docs/best-practices",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017", "A5:2017"}, CSA: []string{"SAS-4", "SAS-7"}, CWE: []int{250, 732}, FSBP: []string{"KMS.1", "KMS.2"},
			NIST: []string{"AC-6"},
		},
		Check: rule.ForAll(model.Identities, checkBroadSecrets),
	}
}

func checkBroadSecrets(id *model.Identity, r *rule.Reporter) {
	if len(id.Users) == 0 {
		return
	}
	found := false
	for _, p := range id.Powers {
		if p.Kind != model.BroadSecrets || p.Limited || p.Implied {
			continue
		}
		found = true
		hopUsers(r.FailIf(p.Certain, p.Place, "%s %s: %s.", firstUser(id), secretWords(p), p.Note).
			Remedy(secretRemedy(id, p)).Hop(p.Place, "allows %s", p.Note), id)
	}
	if !found && !id.Managed {
		return // what it may read is settled elsewhere
	}
	r.Pass()
	if !found && id.Incomplete != "" {
		hopUsers(r.FailIf(model.Undecided(id.Incomplete), id.Place(), "Cannot tell which secrets %s %q may read.", id.Cloud.Identity(), id.Label()), id)
	}
}

// secretWords says what a power comes to. With kms:Decrypt alone one still needs what was encrypted.
func secretWords(p *model.Power) string {
	if onlyDecrypts(p) {
		return "may decrypt with every key"
	}
	return "may read every secret"
}

func secretRemedy(id *model.Identity, p *model.Power) string {
	switch {
	case !onlyDecrypts(p):
	case id.Cloud == model.Azure:
		return "scope                = azurerm_key_vault_key.orders.resource_versionless_id\nrole_definition_name = \"Key Vault Crypto User\""
	case id.Cloud == model.Google:
		return "resource \"google_kms_crypto_key_iam_member\" \"orders\" {\n  crypto_key_id = google_kms_crypto_key.orders.id\n" +
			"  role          = \"roles/cloudkms.cryptoKeyDecrypter\"\n  member        = google_service_account.orders.member\n}"
	case id.Cloud == model.AWS:
		return "actions   = [\"kms:Decrypt\"]\nresources = [aws_kms_key.orders.arn]"
	}
	return "" // the rule's own
}

func onlyDecrypts(p *model.Power) bool {
	return !slices.ContainsFunc(p.Actions, func(action string) bool {
		action = strings.ToLower(action)
		return !strings.HasPrefix(action, "kms:") && !strings.HasPrefix(action, "microsoft.keyvault/vaults/keys/") &&
			!strings.HasPrefix(action, "cloudkms.")
	})
}

func firstUser(id *model.Identity) string {
	u := id.Users[0]
	return rule.Capital(u.Kind) + ` "` + u.Object.Base().Label() + `"`
}

// hopUsers adds who runs as the identity, at most a few.
func hopUsers(v *rule.Verdict, id *model.Identity) {
	const shown = 3
	for i, u := range id.Users {
		if i == shown {
			v.Hop(id.Place(), "and %d more run as it", len(id.Users)-shown)
			return
		}
		v.Hop(u.Place, "%s %q runs as %s", u.Kind, u.Object.Base().Label(), id.Label())
	}
}
