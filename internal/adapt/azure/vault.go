package azure

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// vaultTypes lists Key Vault. Its access policies are permissions of identities (iam.go).
func vaultTypes() types {
	return types{
		"azurerm_key_vault": {Make: makeVault},
		"azurerm_key_vault_managed_hardware_security_module":                     {Make: makeVault},
		"azurerm_key_vault_secret":                                               {Make: makeVaultSecret},
		"azurerm_key_vault_key":                                                  {Make: makeVaultKey},
		"azurerm_key_vault_managed_hardware_security_module_key":                 {Make: makeHSMKey},
		"azurerm_key_vault_managed_hardware_security_module_key_rotation_policy": hsmRotation(),
		"azurerm_key_vault_certificate":                                          nothing(),

		"data.azurerm_key_vault":             {Make: makeDataVault},
		"data.azurerm_key_vault_secret":      {Make: makeDataVaultSecret},
		"data.azurerm_key_vault_secrets":     nothing(),
		"data.azurerm_key_vault_key":         {Make: makeDataVaultKey},
		"data.azurerm_key_vault_certificate": nothing(),

		// Who is told of certificates, who signs them, and keys of storage accounts that the vault keeps.
		"azurerm_key_vault_certificate_contacts":                         nothing(),
		"azurerm_key_vault_certificate_issuer":                           nothing(),
		"azurerm_key_vault_managed_storage_account":                      nothing(),
		"azurerm_key_vault_managed_storage_account_sas_token_definition": nothing(),
	}
}

// makeVault adapts azurerm_key_vault and the managed HSM with the provider's defaults: what is deleted is kept for 90
// days, but can be purged before; every network gets in.
func makeVault(r resource) {
	v := &model.Vault{
		Head: r.Head(), Protected: r.flag(false, "purge_protection_enabled"), Window: r.Num("soft_delete_retention_days").Or(90),
		ByRoles: r.flag(false, "rbac_authorization_enabled", "enable_rbac_authorization"),
	}
	if r.Type != "azurerm_key_vault" {
		v.ByRoles = model.Known(true, r.Place(""))
	}
	rules := ruled(r, "network_acls")
	rules.at = r.Place("network_acls")
	v.OpenNetwork, v.NetworkPlace = rules.open()
	r.b.Sys.Vaults = append(r.b.Sys.Vaults, v)
	r.b.Declare(r, v)
}

func makeDataVault(r resource) {
	why := r.Address + " is not managed by this plan"
	v := &model.Vault{Head: r.Head(), OpenNetwork: model.Undecided(why), NetworkPlace: r.Place("")}
	v.Protected, v.ByRoles = model.UnknownValue[bool](why, r.Place("")), model.UnknownValue[bool](why, r.Place(""))
	v.Window = model.UnknownValue[int](why, r.Place(""))
	r.b.Sys.Vaults = append(r.b.Sys.Vaults, v)
	r.b.Declare(r, v)
}

// addSecret declares a secret. A vault encrypts all of them with keys that nobody can choose, keeps what is deleted as
// long as it says itself, and has no rotation of its own: an end date is what makes somebody rotate.
func addSecret(r resource) *model.Secret {
	s := &model.Secret{Head: r.Head(), Kind: model.StoredSecret, Plain: model.Known(false, r.Place("")), Rotated: model.True()}
	s.Encryption = model.Encryption{Kind: model.Known(model.CustomerKey, r.Place("")), Always: true}
	r.b.Sys.Secrets = append(r.b.Sys.Secrets, s)
	r.b.Declare(r, s)
	return s
}

func makeVaultSecret(r resource) {
	s := addSecret(r)
	s.Ends, s.EndsPlace = r.ends(), r.Place("expiration_date")
	s.ContentType = r.Str("content_type")
	if literal, ok := secretLiteral(r, "value"); ok {
		s.Literals = append(s.Literals, literal)
	}
}

// ends tells whether an end is given. One that is made without reference to anything, as of the time of the run, is.
func (r resource) ends() model.Truth {
	const path = "expiration_date"
	if declared, ok := r.Declared(path); ok && declared && r.Attr(path).IsUnknown() && len(r.References(path)) == 0 {
		return model.True()
	}
	return r.Str(path).IsSet()
}

// secretLiteral reads a value that Terraform hands to a secret, and so keeps in its state.
func secretLiteral(r resource, path string) (model.SecretLiteral, bool) {
	v := r.Str(path).Secret()
	if text, known := v.Get(); model.Never(v.IsSet()) || known && text == "" {
		return model.SecretLiteral{}, false
	}
	return model.SecretLiteral{Value: v, From: r.b.Provenance(r.b.Plan.Resolve(r.Resource, path))}, true
}

// makeDataVaultSecret adapts the data source, which reads the newest version unless it names one.
func makeDataVaultSecret(r resource) {
	addSecret(r)
	r.b.Sys.SecretReads = append(r.b.Sys.SecretReads, &model.SecretRead{
		Head: readHead(r), Version: r.Str("version"), Stage: model.NotSet[string](r.Place("")),
	})
}

// readHead is that of the reading, which the plan decides, and not of the secret.
func readHead(r resource) model.Head {
	h := r.Head()
	h.Managed = true
	return h
}

// makeVaultKey adapts azurerm_key_vault_key. It is rotated where its policy says when.
func makeVaultKey(r resource) {
	const policy = "rotation_policy.0."
	k := addKey(r)
	k.Rotated = model.Map(first(r.Str, []string{
		policy + "automatic.0.time_before_expiry", policy + "automatic.0.time_after_creation",
	}), func(string) bool { return true })
	k.Rotated.Place = r.Place("rotation_policy")
	k.EndsPlace = r.Place("expiration_date")
	k.Ends = r.ends().Or(r.Str(policy + "expire_after").IsSet())
}

// addKey declares a key. What is deleted stays as long as its vault says.
func addKey(r resource) *model.Key {
	k := &model.Key{
		Head: r.Head(), CanRotate: model.True(), Rotated: model.NotSet[bool](r.Place("")), Window: model.NotSet[int](r.Place("")),
	}
	r.b.Sys.Keys = append(r.b.Sys.Keys, k)
	r.b.Declare(r, k)
	return k
}

func makeHSMKey(r resource) {
	k := addKey(r)
	k.Ends, k.EndsPlace = r.ends(), r.Place("expiration_date")
}

// hsmRotation adapts the rotation policy of a key of a managed HSM.
func hsmRotation() adapter {
	return setting[*model.Key]{
		Path: "managed_hsm_key_id", All: model.Keys,
		Set: func(r resource, k *model.Key) {
			k.Rotated = model.Known(true, r.Place(""))
			k.Ends = k.Ends.Or(r.Str("expire_after").IsSet())
		},
		May: func(r resource, k *model.Key, why string) {
			if model.Never(model.IsTrue(k.Rotated)) {
				k.Rotated = model.UnknownValue[bool](why, k.Rotated.Place)
			}
			k.Ends = k.Ends.Or(model.Undecided(why))
		},
	}.Adapter()
}

func makeDataVaultKey(r resource) {
	k := addKey(r)
	why := r.Address + " is not managed by this plan"
	k.Rotated, k.Ends = model.UnknownValue[bool](why, r.Place("")), model.Undecided(why)
}
