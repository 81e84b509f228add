package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeSecret adapts aws_secretsmanager_secret. A deletion is final after 30 days unless set (the provider's
// default).
func makeSecret(r resource) {
	s := newSecret(r, model.StoredSecret)
	s.Plain = model.Known(false, r.Place(""))
	s.Recovery = r.Num("recovery_window_in_days").Or(30)
	s.Rotated = given(r.Str("rotation_lambda_arn")) // of version 3 of the provider
	s.BlockOpen = model.Known(false, r.Place(""))
}

func newSecret(r resource, kind model.SecretKind) *model.Secret {
	s := &model.Secret{Head: r.Head(), Kind: kind}
	r.b.Sys.Secrets = append(r.b.Sys.Secrets, s)
	r.b.Declare(r, s)
	return s
}

// linkSecret: without a key, Secrets Manager encrypts with alias/aws/secretsmanager (its API reference,
// CreateSecret: KmsKeyId).
func linkSecret(r resource) {
	if s, ok := base.Own[*model.Secret](r); ok {
		s.Encryption = keyed(r, "kms_key_id", model.ManagedKey)
		s.Encryption.Always = true
		uses(s.Encryption.Key, s)
	}
}

func ownSecretPolicy(r resource) {
	if s, ok := base.Own[*model.Secret](r); ok && countsInline(r, len(s.Grants) > 0) {
		addSecretPolicy(s, r.policy("policy"))
	}
}

func addSecretPolicy(s *model.Secret, p policy) {
	s.Grants = append(s.Grants, p.grants...)
	s.PolicyWhy = base.Either(s.PolicyWhy, p.why)
}

// secretPolicy adapts aws_secretsmanager_secret_policy; block_public_policy is off unless given.
func secretPolicy() adapter {
	return setting[*model.Secret]{
		Path: "secret_arn", All: allSecrets, Outside: base.OutsideSecret[resource],
		Set: func(r resource, s *model.Secret) {
			addSecretPolicy(s, r.policy("policy"))
			s.BlockOpen = r.Flag("block_public_policy").Or(false)
		},
		May: func(_ resource, s *model.Secret, why string) { s.PolicyWhy = base.Either(s.PolicyWhy, why) },
	}.Adapter()
}

// secretRotation adapts aws_secretsmanager_secret_rotation.
func secretRotation() adapter {
	return setting[*model.Secret]{
		Path: "secret_id", All: allSecrets,
		Set: func(_ resource, s *model.Secret) { s.Rotated = model.True() },
		May: func(_ resource, s *model.Secret, why string) { s.Rotated = s.Rotated.Or(model.Undecided(why)) },
	}.Adapter()
}

// linkSecretVersion adapts aws_secretsmanager_secret_version. A value given to a write-only argument never reaches
// the state.
func linkSecretVersion(r resource) {
	l := base.Link[*model.Secret](r, "secret_id")
	for _, path := range []string{"secret_string", "secret_binary"} {
		literal, ok := secretLiteral(r, path)
		for _, s := range l.To {
			if ok {
				s.Literals = append(s.Literals, literal)
			}
		}
	}
}

func secretLiteral(r resource, path string) (model.SecretLiteral, bool) {
	v := r.Str(path).Secret()
	if text, known := v.Get(); model.Never(v.IsSet()) || known && text == "" {
		return model.SecretLiteral{}, false
	}
	from := r.b.Provenance(r.b.Plan.Resolve(r.Resource, path))
	return model.SecretLiteral{Value: v, From: from}, true
}

func makeDataSecret(r resource) { describe(r, newSecret(r, model.StoredSecret)) }

// describe marks a secret as one that is not managed.
func describe(r resource, s *model.Secret) {
	s.PolicyWhy = r.Address + " is not managed by this plan"
	s.Rotated = model.Undecided(s.PolicyWhy)
	s.Encryption.Kind = model.UnknownValue[model.EncryptionKind](s.PolicyWhy, r.Place(""))
}

// makeParameter adapts aws_ssm_parameter. Only the type SecureString is encrypted with a key of the account. SSM
// neither rotates parameters nor keeps deleted ones.
func makeParameter(r resource) {
	s := newSecret(r, model.Parameter)
	s.Plain = model.Map(r.Str("type"), func(kind string) bool { return kind != "SecureString" })
	for _, path := range []string{"value", "insecure_value"} {
		if literal, ok := secretLiteral(r, path); ok {
			s.Literals = append(s.Literals, literal)
		}
	}
}

func linkParameter(r resource) {
	s, ok := base.Own[*model.Secret](r)
	if !ok {
		return
	}
	e := keyed(r, "key_id", model.ManagedKey)
	s.Encryption = switched(r.Str("type"), e, func(kind string) bool { return kind == "SecureString" })
	uses(s.Encryption.Key, s)
}

func makeDataParameter(r resource) {
	s := newSecret(r, model.Parameter)
	describe(r, s)
	s.Plain = model.Map(r.Str("type"), func(kind string) bool { return kind != "SecureString" })
}
