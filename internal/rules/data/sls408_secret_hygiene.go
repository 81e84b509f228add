package data

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/secret"
)

// secretHygiene finds secrets that are open, kept in clear text, never rotated or gone at once.
func secretHygiene() rule.Rule {
	return rule.Rule{
		ID: "SLS408", Name: "secret-hygiene",
		Severity: rule.Low, Profile: rule.Recommended,
		Title: "A stored secret is open, unencrypted, never rotated, or deleted at once",
		Why: "A secret that leaked is good until it is rotated, and one that never is, is good for ever. A store protects only " +
			"what it encrypts and keeps from strangers; and a secret deleted without a waiting time takes the system down with it.",
		Remedy: map[model.Cloud]string{
			model.AWS: "resource \"aws_secretsmanager_secret_rotation\" \"db\" {\n  secret_id           = aws_secretsmanager_secret.db.id\n" +
				"  rotation_lambda_arn = aws_lambda_function.rotate.arn\n  rotation_rules {\n    automatically_after_days = 30\n  }\n}",
			model.Azure: "expiration_date = \"2027-01-01T00:00:00Z\"",
			model.Google: "rotation {\n  rotation_period    = \"7776000s\"\n  next_rotation_time = \"2027-01-01T00:00:00Z\"\n}\n" +
				"topics {\n  name = google_pubsub_topic.rotate.id\n}",
		},
		Unknown: "The secret's policy, type or rotation depends on a value that is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
			"https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
			"https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html",
			"https://learn.microsoft.com/azure/key-vault/secrets/secrets-best-practices",
			"https://cloud.google.com/secret-manager/docs/secret-rotation",
			"https://cloud.google.com/secret-manager/docs/delay-destruction-of-secret-versions",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017"}, CSA: []string{"SAS-7"}, CWE: []int{262, 312, 732}, FSBP: []string{"SecretsManager.1"},
			NIST: []string{"IA-5", "AC-3"},
		},
		Covers: []string{
			"checkov:CKV2_AWS_57", "kics:fa00ce45", "fsbp:SecretsManager.1",
			"checkov:CKV_AZURE_41", "trivy:AZU-0017", "kics:dfa20ffa",
		},
		Check: rule.ForEach(model.Secrets, checkSecret),
	}
}

// checkSecretEnd judges secrets of a service that has them rotated by their end.
func checkSecretEnd(s *model.Secret, r *rule.Reporter) {
	r.FailIf(s.Ends.Not(), s.EndsPlace, "Secret %q never expires, so nothing makes anybody rotate it.", s.Label())
}

func checkSecret(s *model.Secret, r *rule.Reporter) {
	if s.Kind == model.Parameter {
		checkParameter(s, r)
		return
	}
	for _, g := range s.Grants {
		open := g.Principal.Is(model.Anyone, model.AnyAccount).And(g.Pinned().Not(), g.Certain)
		r.FailIf(open, g.Place, "%s can reach secret %q.", strangers(g, s.Cloud), s.Label()).As(rule.High).ByGrant(g, "orders").
			RemedyOn(model.AWS, "block_public_policy = true # and name the roles that need the secret as principals")
	}
	if s.PolicyWhy != "" {
		r.FailIf(model.Undecided(s.PolicyWhy), s.At("policy"), "The policy of secret %q may let anyone read it.", s.Label()).As(rule.High).
			RemedyOn(model.AWS, namedPrincipals).RemedyOn(model.Google, namedMember)
	}
	if s.Outside {
		return
	}
	if s.EndsPlace.Address() != "" {
		checkSecretEnd(s, r)
		return
	}
	checkSecretRecovery(s, r)
	at := s.Place()
	if s.Cloud == model.Google {
		at = s.At("rotation")
	}
	r.FailIf(s.Rotated.Not(), at, "Secret %q is never rotated.", s.Label())
}

// checkSecretRecovery asks less where it is the cloud's default that nothing waits, and only versions of a secret can.
func checkSecretRecovery(s *model.Secret, r *rule.Reporter) {
	final := model.Equals(s.Recovery, 0)
	if s.Cloud == model.Google {
		r.FailIf(final, s.Recovery.Place, "Versions of secret %q are gone for good as soon as they are destroyed.", s.Label()).
			In(rule.Strict).Remedy("version_destroy_ttl = \"2592000s\" # 30 days")
		return
	}
	r.FailIf(final, s.Recovery.Place, "Secret %q is gone for good as soon as it is deleted.", s.Label()).
		As(rule.Medium).RemedyOn(model.AWS, "recovery_window_in_days = 30")
}

// checkParameter asks whether a secret is kept without encryption.
func checkParameter(s *model.Secret, r *rule.Reporter) {
	if !holdsSecret(s) {
		r.Pass()
		return
	}
	r.FailIf(model.IsTrue(s.Plain), s.Plain.Place, "Parameter %q is a secret and kept in clear text.", s.Label()).
		As(rule.High).Remedy("type = \"SecureString\"")
}

// holdsSecret judges a parameter by its name, and by its value where the plan shows it: one named as a secret may
// hold no more than the address of one.
func holdsSecret(s *model.Secret) bool {
	name, _ := s.Name.Get()
	named := secret.Named(name)
	for _, l := range s.Literals {
		if confidential(l.From) {
			return true
		}
		text, known := l.Value.Get()
		if known {
			if _, ok := secret.InValue(name, text); ok {
				return true
			}
		}
		if len(l.From) > 0 || known && secret.Reference(text) {
			named = false
		}
	}
	return named
}
