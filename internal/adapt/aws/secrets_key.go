package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeKey adapts aws_kms_key. Defaults: no rotation, 30 days until a deletion is final (KMS API reference,
// ScheduleKeyDeletion).
func makeKey(r resource) {
	k := newKey(r)
	k.Rotated = r.Flag("enable_key_rotation").Or(false)
	k.CanRotate = rotatable(r)
}

func newKey(r resource) *model.Key {
	k := &model.Key{Head: r.HeadNamed("key_id"), Window: r.Num("deletion_window_in_days").Or(30)}
	r.b.Sys.Keys = append(r.b.Sys.Keys, k)
	r.b.Declare(r, k)
	return k
}

// rotatable tells whether KMS can rotate the key: only symmetric encryption keys with KMS's own key material
// that are not in a custom key store (KMS developer guide, "Rotate AWS KMS keys").
func rotatable(r resource) model.Truth {
	spec := r.Str("customer_master_key_spec").Or("SYMMETRIC_DEFAULT")
	usage := r.Str("key_usage").Or("ENCRYPT_DECRYPT")
	return model.All(
		model.Equals(spec, "SYMMETRIC_DEFAULT"),
		model.Equals(usage, "ENCRYPT_DECRYPT"),
		given(r.Str("custom_key_store_id")).Not(),
	)
}

// makeFixedKey adapts keys that KMS does not rotate by itself: imported ones, and replicas, which follow their
// primary key.
func makeFixedKey(r resource) {
	k := newKey(r)
	k.Rotated = model.NotSet[bool](r.Place(""))
}

// makeDataKey adapts a key that is described, not managed; also by its alias.
func makeDataKey(r resource) {
	k := &model.Key{Head: r.Head(), PolicyWhy: r.Address + " is not managed by this plan"}
	k.CanRotate = model.Undecided(k.PolicyWhy)
	k.Rotated = model.UnknownValue[bool](k.PolicyWhy, r.Place(""))
	r.b.Sys.Keys = append(r.b.Sys.Keys, k)
	r.b.Declare(r, k)
}

// ownKeyPolicy reads the policy in the key itself. Without one, KMS lets the account decide by its identities'
// policies (KMS developer guide, "Default key policy").
func ownKeyPolicy(r resource) {
	if k, ok := base.Own[*model.Key](r); ok && countsInline(r, len(k.Grants) > 0) {
		addKeyPolicy(k, r.policy("policy"))
	}
}

func addKeyPolicy(k *model.Key, p policy) {
	k.Grants = append(k.Grants, p.grants...)
	k.PolicyWhy = base.Either(k.PolicyWhy, p.why)
}

func keyPolicy() adapter {
	return setting[*model.Key]{
		Path: "key_id", All: model.Keys, Outside: base.OutsideKey[resource],
		Set: func(r resource, k *model.Key) { addKeyPolicy(k, r.policy("policy")) },
		May: func(_ resource, k *model.Key, why string) { k.PolicyWhy = base.Either(k.PolicyWhy, why) },
	}.Adapter()
}

// keyGrant adapts aws_kms_grant.
func keyGrant() adapter {
	grant := func(r resource, certain model.Truth) *model.Grant {
		return &model.Grant{
			Place: r.Place("grantee_principal"), Principal: permitted(r, "grantee_principal"),
			Abilities: []model.Ability{model.UseKey}, Certain: certain,
		}
	}
	return setting[*model.Key]{
		Path: "key_id", All: model.Keys, Outside: base.OutsideKey[resource],
		Set: func(r resource, k *model.Key) { k.Grants = append(k.Grants, grant(r, model.True())) },
		May: func(r resource, k *model.Key, why string) {
			k.Grants = append(k.Grants, grant(r, model.Undecided(why)))
		},
	}.Adapter()
}
