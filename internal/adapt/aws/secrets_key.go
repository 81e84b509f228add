package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// makeKey adapts aws_kms_key. Defaults: no rotation, 30 days until a deletion is final (KMS API reference,
// ScheduleKeyDeletion).
func makeKey(r resource) {
	k := newKey(r)
	k.Rotated = r.flag("enable_key_rotation").Or(false)
	k.CanRotate = rotatable(r)
}

func newKey(r resource) *model.Key {
	k := &model.Key{Head: r.headNamed("key_id"), Window: r.num("deletion_window_in_days").Or(30)}
	r.b.sys.Keys = append(r.b.sys.Keys, k)
	r.b.declare(r, k)
	return k
}

// rotatable tells whether KMS can rotate the key: only symmetric encryption keys with KMS's own key material
// that are not in a custom key store (KMS developer guide, "Rotate AWS KMS keys").
func rotatable(r resource) model.Truth {
	spec := r.str("customer_master_key_spec").Or("SYMMETRIC_DEFAULT")
	usage := r.str("key_usage").Or("ENCRYPT_DECRYPT")
	return model.All(
		model.Equals(spec, "SYMMETRIC_DEFAULT"),
		model.Equals(usage, "ENCRYPT_DECRYPT"),
		given(r.str("custom_key_store_id")).Not(),
	)
}

// makeFixedKey adapts keys that KMS does not rotate by itself: imported ones, and replicas, which follow their
// primary key.
func makeFixedKey(r resource) {
	k := newKey(r)
	k.Rotated = model.NotSet[bool](r.place(""))
}

// makeDataKey adapts a key that is described, not managed; also by its alias.
func makeDataKey(r resource) {
	k := &model.Key{Head: r.head(), PolicyWhy: r.Address + " is not managed by this plan"}
	k.CanRotate = model.Undecided(k.PolicyWhy)
	k.Rotated = model.UnknownValue[bool](k.PolicyWhy, r.place(""))
	r.b.sys.Keys = append(r.b.sys.Keys, k)
	r.b.declare(r, k)
}

// ownKeyPolicy reads the policy in the key itself. Without one, KMS lets the account decide by its identities'
// policies (KMS developer guide, "Default key policy").
func ownKeyPolicy(r resource) {
	if k, ok := object[*model.Key](r); ok && countsInline(r, len(k.Grants) > 0) {
		addKeyPolicy(k, r.policy("policy"))
	}
}

func addKeyPolicy(k *model.Key, p policy) {
	k.Grants = append(k.Grants, p.grants...)
	k.PolicyWhy = either(k.PolicyWhy, p.why)
}

func keyPolicy() adapter {
	return setting[*model.Key]{
		path: "key_id", all: model.Keys, outside: outsideKMSKey,
		set: func(r resource, k *model.Key) { addKeyPolicy(k, r.policy("policy")) },
		may: func(_ resource, k *model.Key, why string) { k.PolicyWhy = either(k.PolicyWhy, why) },
	}.adapter()
}

// keyGrant adapts aws_kms_grant.
func keyGrant() adapter {
	grant := func(r resource, certain model.Truth) *model.Grant {
		return &model.Grant{
			Place: r.place("grantee_principal"), Principal: permitted(r, "grantee_principal"),
			Abilities: []model.Ability{model.UseKey}, Certain: certain,
		}
	}
	return setting[*model.Key]{
		path: "key_id", all: model.Keys, outside: outsideKMSKey,
		set: func(r resource, k *model.Key) { k.Grants = append(k.Grants, grant(r, model.True())) },
		may: func(r resource, k *model.Key, why string) {
			k.Grants = append(k.Grants, grant(r, model.Undecided(why)))
		},
	}.adapter()
}
