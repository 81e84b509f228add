package google

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// secretTypes lists Secret Manager and Cloud KMS.
func secretTypes() types {
	all := types{
		"google_kms_crypto_key":              {Make: makeKey},
		"google_kms_crypto_key_version":      {Follow: "crypto_key"},
		"google_kms_key_ring":                {Make: makeRing},
		"google_kms_key_ring_import_job":     nothing(),
		"google_kms_secret_ciphertext":       nothing(),
		"google_kms_ekm_connection":          nothing(),
		"google_kms_autokey_config":          nothing(),
		"google_kms_key_handle":              {Make: makeHandledKey},
		"data.google_kms_crypto_key":         {Make: makeDataKey},
		"data.google_kms_crypto_key_version": {Follow: "crypto_key"},
		"data.google_kms_key_ring":           nothing(),
		"data.google_kms_secret":             nothing(),
		"data.google_kms_secret_ciphertext":  nothing(),
		"data.google_secret_manager_secrets": nothing(),
	}
	for _, prefix := range []string{"google_secret_manager_", "google_secret_manager_regional_"} {
		all[prefix+"secret"] = adapter{Make: makeSecret, Link: linkSecret}
		all[prefix+"secret_version"] = adapter{Link: linkSecretVersion, Follow: "secret"}
		all["data."+prefix+"secret"] = adapter{Make: makeDataSecret}
		all["data."+prefix+"secret_version"] = adapter{Make: readSecretVersion, Follow: "secret"}
		all["data."+prefix+"secret_version_access"] = adapter{Make: readSecretVersion, Follow: "secret"}
	}
	return all
}

// makeSecret adapts google_secret_manager_secret and its regional form. Its versions are rotated by whoever is told that it
// is time, or the whole secret ends after a while; a version that is destroyed is gone at once unless version_destroy_ttl
// delays that (Secret Manager documentation, "Create rotation schedules", "Delay destruction of secret versions").
func makeSecret(r resource) {
	s := newSecret(r)
	s.Recovery = days(r.Str("version_destroy_ttl").Or("0s"))
	s.Rotated = r.rotated().Or(given(r.Str("expire_time")), given(r.Str("ttl")))
}

func newSecret(r resource) *model.Secret {
	s := &model.Secret{
		Head: r.HeadNamed("secret_id"), Kind: model.StoredSecret, Plain: model.Known(false, r.Place("")),
		BlockOpen: model.NotSet[bool](r.Place("")), Recovery: model.NotSet[int](r.Place("")),
	}
	r.b.Sys.Secrets = append(r.b.Sys.Secrets, s)
	r.b.Declare(r, s)
	return s
}

// rotated tells whether anybody is told to rotate the secret.
func (r resource) rotated() model.Truth {
	if base.Omitted(r, "rotation") {
		return model.False()
	}
	if n, known := r.Blocks("rotation"); n == 0 && !known {
		return model.Undecided(r.WhyUnknown("rotation"))
	}
	return given(r.Str("rotation.0.rotation_period")).Or(given(r.Str("rotation.0.next_rotation_time")))
}

// linkSecret reads the key: one for a secret that Google places, one for each place otherwise, of which the one that is not
// the customer's own counts.
func linkSecret(r resource) {
	s, ok := base.Own[*model.Secret](r)
	if !ok {
		return
	}
	encrypt(&s.Encryption, r.secretKey(), s)
}

func (r resource) secretKey() model.Encryption {
	const key = "customer_managed_encryption"
	if r.Type == "google_secret_manager_regional_secret" {
		return keyedIn(r, key, key+".0.kms_key_name")
	}
	n, _ := r.Blocks("replication.0.user_managed.0.replicas")
	if n == 0 {
		block := "replication.0.auto.0." + key
		return keyedIn(r, block, block+".0.kms_key_name")
	}
	var e model.Encryption
	for i := range n {
		block := "replication.0.user_managed.0.replicas." + base.Itoa(i) + "." + key
		here := keyedIn(r, block, block+".0.kms_key_name")
		if i == 0 || !model.Certainly(model.Equals(here.Kind, model.CustomerKey)) {
			e = here
		}
	}
	return e
}

// linkSecretVersion adapts google_secret_manager_secret_version. A value given to the write-only argument never reaches the
// state.
func linkSecretVersion(r resource) {
	v := r.Str("secret_data").Secret()
	if text, known := v.Get(); model.Never(v.IsSet()) || known && text == "" {
		return
	}
	literal := model.SecretLiteral{Value: v, From: r.b.Provenance(r.b.Plan.Resolve(r.Resource, "secret_data"))}
	for _, s := range base.Link[*model.Secret](r, "secret").To {
		s.Literals = append(s.Literals, literal)
	}
}

// makeDataSecret adapts a secret that is described, not managed.
func makeDataSecret(r resource) {
	s := newSecret(r)
	s.PolicyWhy = r.Address + " is not managed by this plan"
	s.Rotated = model.Undecided(s.PolicyWhy)
	s.Encryption.Kind = model.UnknownValue[model.EncryptionKind](s.PolicyWhy, r.Place(""))
}

// readSecretVersion adapts the data sources that read a secret: the newest version unless one is given.
func readSecretVersion(r resource) {
	head := r.HeadNamed("secret")
	head.Managed = true // the read is the plan's own, although the secret need not be
	none := model.NotSet[string](r.Place("version"))
	read := &model.SecretRead{Head: head, Version: none, Stage: none}
	if declared, ok := r.Declared("version"); ok && declared {
		if v := r.Str("version"); !model.Certainly(model.Equals(v, "latest")) {
			read.Version = v
		}
	}
	r.b.Sys.SecretReads = append(r.b.Sys.SecretReads, read)
}
