package data

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// secretByValue finds variables that are given a secret itself, where its name would do.
func secretByValue() rule.Rule {
	return rule.Rule{
		ID: "SLS402", Name: "secret-by-value",
		Severity: rule.High, Profile: rule.Recommended,
		Title: "A function is handed a secret by value instead of by reference",
		Why: "Terraform copies the secret into the function's configuration and into the state. Everyone who may look at either " +
			"has it, past the secret store's permissions and audit log, and after a rotation the function still holds the old one.",
		Remedy: map[model.Cloud]string{
			model.AWS: "variables = {\n  DB_SECRET_ARN = aws_secretsmanager_secret.db.arn # the ARN, not secret_string\n}",
			model.Azure: "app_settings = {\n" +
				"  DB_PASSWORD = \"@Microsoft.KeyVault(SecretUri=${azurerm_key_vault_secret.db.versionless_id})\" # not its value\n}",
			model.Google: "secret_environment_variables {\n  key        = \"DB_PASSWORD\"\n  project_id = \"shop\"\n  secret     = google_secret_manager_secret.db.secret_id # not secret_data\n  version    = \"3\"\n}",
		},
		References: []string{
			"https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html",
			"https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html",
			"https://learn.microsoft.com/azure/app-service/app-service-key-vault-references",
			"https://cloud.google.com/functions/docs/configuring/secrets",
			"https://cloud.google.com/run/docs/configuring/services/secrets",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017"}, CSA: []string{"SAS-7"}, CWE: []int{312, 522}, NIST: []string{"IA-5", "SC-28"},
		},
		Check: rule.Join(
			rule.ForEach(model.Functions, checkHandedSecrets),
			rule.ForEach(model.Texts, checkTextSource),
		),
	}
}

// checkHandedSecrets judges the environment as a whole: what it certainly holds, though the plan does not tell where.
func checkHandedSecrets(f *model.Function, r *rule.Reporter) {
	for _, v := range f.Variables {
		if v.Name != "" {
			continue // is one of the texts
		}
		r.Pass()
		if p, ok := storedSecret(v.From); ok {
			from(severity(r.FailIf(model.True(), v.Value.Place, "Function %q is handed %s in its environment.",
				f.Label(), byValue(p)), p), p)
		}
	}
}

func checkTextSource(t *model.Text, r *rule.Reporter) {
	if t.Meant {
		return // such an attribute takes nothing but the secret itself
	}
	r.Pass()
	if p, ok := storedSecret(t.From); ok {
		v := r.FailIf(model.True(), t.Place, "The %s%s of %q holds %s.", t.Kind, nameWords(t.Name), t.Label(), byValue(p))
		from(severity(v, p), p).RemedyOn(model.Google, byReference(t))
	}
}

// byValue says what is handed on: `random_password.db.result by value`.
func byValue(p model.Provenance) string {
	if p.Marked() {
		return p.Note
	}
	return p.Note + " by value"
}

// from adds what is known of the source to a finding. A mere mark has none.
func from(v *rule.Verdict, p model.Provenance) *rule.Verdict {
	if p.Marked() {
		return v
	}
	return v.Hop(p.Place, "%s is a %s", p.Note, p.Holds)
}

// byReference names the secret in a container of Cloud Run; "" for what the rule's own remedy is for.
func byReference(o model.Object) string {
	if !strings.HasPrefix(o.Base().Type, "google_cloud_run_") {
		return ""
	}
	return "value_source {\n  secret_key_ref {\n    secret  = google_secret_manager_secret.db.secret_id # not secret_data\n    version = \"3\"\n  }\n}"
}

// storedSecret gives the worst thing that a value is read from. Access keys are SLS113's.
func storedSecret(from []model.Provenance) (model.Provenance, bool) {
	var vague *model.Provenance
	for i, p := range from {
		switch p.Holds {
		case model.SecretValue, model.Password, model.PrivateKey:
			return p, true
		case model.Unclassified:
			vague = &from[i]
		}
	}
	if vague != nil {
		return *vague, true
	}
	return model.Provenance{}, false
}

// severity is lower for what Terraform marks as sensitive without the plan telling that it is a secret.
func severity(v *rule.Verdict, p model.Provenance) *rule.Verdict {
	if p.Holds == model.Unclassified {
		return v.As(rule.Medium)
	}
	return v
}
