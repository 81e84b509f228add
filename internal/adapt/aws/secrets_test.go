package aws

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestKeys(t *testing.T) {
	sys := family(t, "secrets")
	for _, c := range []struct{ address, rotated, can, window string }{
		{"aws_kms_key.plain", "false", "true", "30"},
		{"aws_kms_key.kept", "true", "true", "7"},
		{"aws_kms_key.signing", "false", "false", "30"},
		{"aws_kms_external_key.imported", "(absent)", "false", "30"},
	} {
		k := at(t, sys.Keys, c.address)
		equal(t, c.address+" rotated", shown(k.Rotated), c.rotated)
		equal(t, c.address+" can rotate", k.CanRotate.String(), c.can)
		equal(t, c.address+" window", shown(k.Window), c.window)
	}
	kept := at(t, sys.Keys, "aws_kms_key.kept")
	if len(kept.Grants) != 1 {
		t.Fatalf("got %d grants, want 1", len(kept.Grants))
	}
	equal(t, "principal", kept.Grants[0].Principal.Kind, model.Anyone)
	plain := at(t, sys.Keys, "aws_kms_key.plain")
	equal(t, "grantee", plain.Grants[0].Principal.Account, "222222222222")
	equal(t, "can use", plain.Grants[0].Can(model.UseKey), true)
	equal(t, "users", len(plain.UsedBy), 2)
}

func TestSecrets(t *testing.T) {
	sys := family(t, "secrets")
	for _, c := range []struct{ address, plain, rotated, recovery, block, kind, key string }{
		{"aws_secretsmanager_secret.plain", "false", "false", "30", "false", "cloud-managed key", ""},
		{"aws_secretsmanager_secret.own", "false", "true", "0", "true", "customer-managed key", "aws_kms_key.plain"},
		{"aws_secretsmanager_secret.managed", "false", "false", "30", "false", "cloud-managed key", "data.aws_kms_alias.managed"},
		{"aws_ssm_parameter.plain", "true", "false", "(absent)", "(absent)", "none", ""},
		{"aws_ssm_parameter.secure", "false", "false", "(absent)", "(absent)", "cloud-managed key", ""},
		{"aws_ssm_parameter.own", "false", "false", "(absent)", "(absent)", "customer-managed key", "aws_kms_key.plain"},
	} {
		s := at(t, sys.Secrets, c.address)
		for _, x := range []struct{ what, got, want string }{
			{"plain", shown(s.Plain), c.plain},
			{"rotated", s.Rotated.String(), c.rotated},
			{"recovery", shown(s.Recovery), c.recovery},
			{"block", shown(s.BlockOpen), c.block},
			{"encryption", shown(s.Encryption.Kind), c.kind},
			{"key", leads(s.Encryption.Key), c.key},
		} {
			equal(t, c.address+" "+x.what, x.got, x.want)
		}
	}
	equal(t, "grants", len(at(t, sys.Secrets, "aws_secretsmanager_secret.own").Grants), 1)
}

func TestSecretLiterals(t *testing.T) {
	sys := family(t, "secrets")
	for _, c := range []struct{ address, value, from string }{
		{"aws_secretsmanager_secret.plain", "written-by-hand", ""},
		{"aws_secretsmanager_secret.own", "(set)", "random_password.db.result"},
		{"aws_ssm_parameter.plain", "open", ""},
		{"aws_ssm_parameter.own", "(set)", "random_password.db.result"},
	} {
		s := at(t, sys.Secrets, c.address)
		if len(s.Literals) != 1 {
			t.Errorf("%s: got %d literals, want 1", c.address, len(s.Literals))
			continue
		}
		l := s.Literals[0]
		equal(t, c.address+" value", shown(l.Value), c.value)
		equal(t, c.address+" is secret", l.Value.Sensitive(), true)
		from := ""
		for _, p := range l.From {
			from += p.Note
		}
		equal(t, c.address+" source", from, c.from)
	}
}
