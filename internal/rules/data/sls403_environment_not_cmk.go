package data

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// environmentNotCMK finds functions whose environment is encrypted with a key that the account can't control.
func environmentNotCMK() rule.Rule {
	return rule.Rule{
		ID: "SLS403", Name: "environment-not-cmk",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "The function's environment is not encrypted with a key of your own",
		Why: "With the cloud's own key, whoever may read the function's configuration reads its variables in clear text. A key of your " +
			"own adds a second permission that can be withheld, and a record of each use.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "kms_key_arn = aws_kms_key.functions.arn",
			model.Google: "kms_key_name = google_kms_crypto_key.functions.id",
		},
		Impossible: map[model.Cloud]string{
			model.Azure: "App Service encrypts app settings with a key of its own and takes no other; a Key Vault reference keeps a secret out of them.",
		},
		Unknown: "The key comes from a value that the plan does not know, which may be null.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
			"https://cloud.google.com/functions/docs/securing/cmek",
			"https://cloud.google.com/run/docs/securing/using-cmek",
		},
		Mappings: rule.Mappings{OWASP: []string{"A3:2017"}, CSA: []string{"SAS-7"}, CWE: []int{311}, NIST: []string{"SC-12", "SC-28(1)"}},
		Covers:   []string{"checkov:CKV_AWS_173"},
		Check:    rule.ForEach(model.Functions, checkEnvironmentKey),
	}
}

func checkEnvironmentKey(f *model.Function, r *rule.Reporter) {
	if len(f.Variables) == 0 {
		return // nothing to encrypt
	}
	key, known := f.EnvKey.Text.Get()
	none := f.EnvKey.IsSet().Not().Or(model.Of(known && key == ""))
	r.FailIf(none, f.EnvKey.Place, "The environment of function %q is not encrypted with a key of your own.", f.Label()).
		Remedy(runKey(f))
}

// runKey is the key of a service or job of Cloud Run; "" for others.
func runKey(f *model.Function) string {
	switch f.Type {
	case "google_cloud_run_v2_service", "google_cloud_run_v2_job", "google_cloud_run_v2_worker_pool":
		return "encryption_key = google_kms_crypto_key.functions.id"
	case "google_cloud_run_service":
		return `"run.googleapis.com/encryption-key" = google_kms_crypto_key.functions.id`
	default:
		return ""
	}
}
