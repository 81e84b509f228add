package data

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/secret"
)

// literalSecret finds secrets that stand in the configuration of functions and of what feeds them.
func literalSecret() rule.Rule {
	return rule.Rule{
		ID: "SLS401", Name: "literal-secret",
		Severity: rule.Critical, Profile: rule.Essential,
		Title: "A secret stands in the configuration in clear text",
		Why: "Whoever may read the repository, the Terraform state or the function's configuration has the secret, and so has " +
			"every log and backup that holds a copy. It can't be rotated without a deployment, and nobody can tell who used it.",
		Remedy: map[model.Cloud]string{
			model.AWS: "variables = {\n" +
				"  DB_SECRET_ARN = aws_secretsmanager_secret.db.arn # the code reads it from there\n}",
			model.Azure: "app_settings = {\n" +
				"  DB_PASSWORD = \"@Microsoft.KeyVault(SecretUri=${azurerm_key_vault_secret.db.versionless_id})\"\n}",
			model.Google: "secret_environment_variables {\n  key        = \"DB_PASSWORD\"\n  project_id = \"shop\"\n  secret     = google_secret_manager_secret.db.secret_id\n  version    = \"3\"\n}",
		},
		Unknown: "A value with the name of a secret is known only after apply, and the plan does not tell what it is read from.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
			"https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html",
			"https://learn.microsoft.com/azure/app-service/app-service-key-vault-references",
			"https://cloud.google.com/functions/docs/configuring/secrets",
			"https://cloud.google.com/run/docs/configuring/services/secrets",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017"}, CSA: []string{"SAS-7"}, CWE: []int{312, 798},
			FSBP: []string{"CodeBuild.2", "ECS.8"}, NIST: []string{"IA-5(7)", "SC-28"},
		},
		Covers: []string{"checkov:CKV_AWS_45", "kics:1402afd8", "fsbp:CodeBuild.2", "fsbp:ECS.8"},
		Secret: true,
		Check:  rule.ForEach(model.Texts, checkText),
	}
}

func checkText(t *model.Text, r *rule.Reporter) {
	r.Pass()
	found, held := literal(t.Value, t.From, t.Meant || secret.Named(t.Name), lookInto(t))
	r.FailIf(held, t.Place, "The %s%s of %q holds %s%s.", t.Kind, nameWords(t.Name), t.Label(), kindWords(found), hashWords(found)).
		Remedy(textRemedy(t))
}

// textRemedy is the rule's own but where the place has another way to name a secret.
func textRemedy(t *model.Text) string {
	if t.Cloud == model.Google {
		return googleRemedy(t)
	}
	switch t.Kind {
	case "build environment variable":
		return "type  = \"SECRETS_MANAGER\"\nvalue = \"orders-db:password\" # secret id and key"
	case "container environment variable":
		return "secrets = [{ name = \"DB_PASSWORD\", valueFrom = aws_secretsmanager_secret.db.arn }]"
	case "output":
		return "sensitive = true # and no secret in the defaults of variables"
	case "connection credential":
		return "value = data.aws_secretsmanager_secret_version.partner.secret_string"
	default:
		return ""
	}
}

func lookInto(t *model.Text) func(string) (secret.Found, bool) {
	switch {
	case t.Document:
		return secret.InText
	case t.Meant:
		return secret.Meant
	default:
		return func(text string) (secret.Found, bool) { return secret.InValue(t.Name, text) }
	}
}

// literal tells whether a value is a secret that was written down. What is read from another resource is not (it is
// SLS402's matter); what is unknown and read from nothing that the plan shows may be one if its name says so.
func literal(v model.Value[string], from []model.Provenance, named bool, look func(string) (secret.Found, bool)) (secret.Found, model.Truth) {
	if text, known := v.Get(); known {
		found, ok := look(text)
		return found, model.Of(ok && !confidential(from))
	}
	if !named || len(from) > 0 {
		return secret.Found{}, model.False()
	}
	return secret.Found{}, v.Match(func(string) bool { return false })
}

// confidential tells whether a value is read from something that holds secrets.
func confidential(from []model.Provenance) bool {
	for _, p := range from {
		if p.Holds != model.Harmless {
			return true
		}
	}
	return false
}

// googleRemedy names a secret in the way that the place has on Google Cloud; "" for the rule's own.
func googleRemedy(t *model.Text) string {
	switch {
	case t.Kind == "output":
		return "sensitive = true # and no secret in the defaults of variables"
	case strings.HasPrefix(t.Kind, "workflow"):
		return "# in the source, read it when it is needed:\ncall: googleapis.secretmanager.v1.projects.secrets.versions.accessString"
	case strings.HasPrefix(t.Kind, "scheduled job"), strings.HasPrefix(t.Kind, "task"), strings.HasPrefix(t.Kind, "push"):
		return "# prove who sends by a token, and let the receiver read its own secrets:\noidc_token {\n" +
			"  service_account_email = google_service_account.caller.email\n}"
	case strings.HasPrefix(t.Kind, "build"):
		return "# let the build's service account read it from Secret Manager, or install from Artifact Registry with its identity"
	case strings.HasPrefix(t.Type, "google_cloud_run_"):
		return "value_source {\n  secret_key_ref {\n    secret  = google_secret_manager_secret.db.secret_id\n    version = \"3\"\n  }\n}"
	default:
		return ""
	}
}
