package data

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// secretWithoutContentType finds secrets that do not say what they are.
func secretWithoutContentType() rule.Rule {
	return rule.Rule{
		ID: "SLS416", Name: "secret-without-content-type",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "The secret does not say what it is",
		Why: "When a secret has leaked, somebody has to rotate it at once, and first find out of what it is the password. A content " +
			"type answers that, and keeps a certificate from being read as a password.",
		Remedy: map[model.Cloud]string{
			model.Azure: "content_type = \"password of database orders\"",
		},
		Impossible: map[model.Cloud]string{
			model.AWS:    "Secrets Manager has no content type; a description is no more than a comment.",
			model.Google: "Secret Manager has no content type; labels are no more than a comment.",
		},
		Unknown:    "The content type is known only after apply.",
		References: []string{"https://learn.microsoft.com/azure/key-vault/secrets/about-secrets"},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-7"}, CWE: []int{1059}, NIST: []string{"IA-5"},
		},
		Covers: []string{"checkov:CKV_AZURE_114", "trivy:AZU-0015", "kics:f8e08a38"},
		Check:  rule.ForEach(model.Secrets, checkContentType),
	}
}

func checkContentType(s *model.Secret, r *rule.Reporter) {
	if s.Outside || s.EndsPlace.Address() == "" {
		return // of a store that has no content types
	}
	r.FailIf(s.ContentType.IsSet().Not(), s.ContentType.Place, "Secret %q does not say what it is, to whoever has to rotate it.", s.Label())
}
