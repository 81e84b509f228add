package azure

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// storageTypes lists storage accounts and what stands in them.
func storageTypes() types {
	return types{
		"azurerm_storage_account":                      {Make: makeStorageAccount, Link: linkStorageAccount},
		"azurerm_storage_account_network_rules":        byEither("storage_account_id", "storage_account_name", storageNetworkRules),
		"azurerm_storage_account_customer_managed_key": storageKey(),
		"azurerm_storage_container":                    {Make: makeContainer, Link: linkContainer, Finish: finishContainer},
		"azurerm_storage_data_lake_gen2_filesystem":    inner(model.Bucket, "storage_account_id"),
		"azurerm_storage_queue":                        inner(model.Queue, "storage_account_id", "storage_account_name"),
		"azurerm_storage_table":                        inner(model.Table, "storage_account_id", "storage_account_name"),
		"azurerm_storage_share":                        inner(model.FileShare, "storage_account_id", "storage_account_name"),
		"azurerm_storage_blob":                         {Follow: "storage_container_name"},
		"azurerm_storage_share_file":                   {Follow: "storage_share_id"},
		"azurerm_storage_share_directory":              {Follow: "storage_share_id"},
		"azurerm_storage_data_lake_gen2_path":          {Follow: "filesystem_id"},
		"azurerm_storage_table_entity":                 {Follow: "storage_table_id"},

		"data.azurerm_storage_account":                    dataChannel(model.StorageAccount),
		"data.azurerm_storage_container":                  dataChannel(model.Bucket),
		"data.azurerm_storage_queue":                      dataChannel(model.Queue),
		"data.azurerm_storage_table":                      dataChannel(model.Table),
		"data.azurerm_storage_blob":                       {Follow: "storage_container_name"},
		"data.azurerm_storage_share":                      dataChannel(model.FileShare),
		"data.azurerm_storage_account_sas":                nothing(), // its token is a secret: see Contents
		"data.azurerm_storage_account_blob_container_sas": nothing(),

		// Logs of the queue service are judged with the account's other logs, the rest says nothing that a rule asks.
		"azurerm_storage_account_queue_properties":      nothing(),
		"azurerm_storage_account_static_website":        nothing(),
		"azurerm_storage_account_local_user":            nothing(),
		"azurerm_storage_management_policy":             nothing(),
		"azurerm_storage_blob_inventory_policy":         nothing(),
		"azurerm_storage_object_replication":            nothing(),
		"azurerm_storage_encryption_scope":              nothing(),
		"azurerm_storage_container_immutability_policy": nothing(),
	}
}

// makeStorageAccount adapts azurerm_storage_account with the provider's defaults: HTTPS only, TLS 1.2, keys that work,
// containers that may be opened to everyone, and every network.
func makeStorageAccount(r resource) {
	c := addChannel(r, model.StorageAccount)
	https := r.flag(true, "https_traffic_only_enabled", "enable_https_traffic_only")
	c.TLSOnly, c.Policy = model.IsTrue(https), https.Place
	c.OldTLS = oldTLS(r, "TLS1_2", "min_tls_version")
	c.LocalAuth = r.flag(true, "shared_access_key_enabled")
	c.Anonymous = r.flag(true, "allow_nested_items_to_be_public", "allow_blob_public_access")
	c.Versioned = r.flag(false, "blob_properties.0.versioning_enabled")
	c.Recovery = blobSoftDelete(r)
	c.Encryption.Twice = r.flag(false, "infrastructure_encryption_enabled")
	rules := ruled(r, "network_rules")
	rules.at = r.Place("network_rules")
	rules.through(c)
}

// storageKey adapts azurerm_storage_account_customer_managed_key, which may name the key and its vault instead of an id.
func storageKey() adapter {
	return keySetting("storage_account_id", model.StorageAccount, "key_vault_key_id", "managed_hsm_key_id", "key_name")
}

// blobSoftDelete: blobs that are deleted can be brought back for some days only where a policy says so; the block alone
// means seven.
func blobSoftDelete(r resource) model.Value[bool] {
	const block = "blob_properties.0.delete_retention_policy"
	n, known := r.Blocks(block)
	switch {
	case n > 0:
		return model.Known(true, r.Place(block))
	case known || base.Omitted(r, "blob_properties"):
		return model.Known(false, r.Place("blob_properties"))
	default:
		return model.UnknownValue[bool](r.WhyUnknown(block), r.Place(block))
	}
}

func linkStorageAccount(r resource) {
	c, ok := base.Own[*model.Channel](r)
	if !ok || c.Encryption.Key.Place.Address() != "" {
		return // a resource of its own gives the key
	}
	const block = "customer_managed_key"
	e := keyed(r, block+".0.key_vault_key_id", block+".0.managed_hsm_key_id")
	if n, known := r.Blocks(block); n == 0 && known || base.Omitted(r, block) {
		e.Key = model.Link[*model.Key]{Place: r.Place(block)}
	}
	encrypt(c, e)
}

// storageNetworkRules adapts azurerm_storage_account_network_rules, which takes the place of the account's own block.
func storageNetworkRules(account string) adapter {
	return setting[*model.Channel]{
		Path: account, All: channels(model.StorageAccount),
		Set: func(r resource, c *model.Channel) {
			public := model.IsTrue(model.Known(true, r.Place("")))
			if owner, ok := r.b.Plan.Resource(c.Address); ok {
				public = model.IsTrue(r.b.resource(owner).flag(true, "public_network_access_enabled"))
			}
			rules := door{
				public: model.Known(true, r.Place("")), action: r.Str("default_action"), ranges: r.Strs("ip_rules"),
			}
			if c.NetworkPlace.Attribute() == "default_action" && model.Certainly(c.OpenNetwork) {
				return // a second resource of rules: which of them is applied last is up to chance
			}
			rules.through(c)
			c.OpenNetwork = c.OpenNetwork.And(public)
		},
		May: func(_ resource, c *model.Channel, why string) {
			c.OpenNetwork = c.OpenNetwork.And(model.Undecided(why))
		},
		Outside: base.OutsideChannel[resource](model.StorageAccount),
	}.Adapter()
}

// makeContainer adapts azurerm_storage_container. Access of the type "blob" or "container" lets everyone read.
func makeContainer(r resource) {
	c := addChannel(r, model.Bucket)
	access := r.Str("container_access_type").Or("private")
	c.Policy = access.Place
	open := access.Match(func(s string) bool { return s == "blob" || s == "container" })
	if !model.Never(open) {
		c.Grants = append(c.Grants, &model.Grant{
			Place: access.Place, Principal: model.Principal{Kind: model.Anyone, Text: model.Show(access)},
			Abilities: []model.Ability{model.Read}, Actions: []string{"read"}, Certain: open,
		})
	}
}

func linkContainer(r resource) {
	standsIn(r, "storage_account_id", "storage_account_name")
}

// finishContainer takes from its account what keeps strangers out: that it allows no open container, or that it can't be
// reached from their networks. An account outside of the plan must let in whom the plan lets in, or refuses to apply it.
func finishContainer(r resource) {
	c, ok := base.Own[*model.Channel](r)
	if !ok {
		return
	}
	c.PublicPoliciesOff = c.In.Leads(func(account *model.Channel) model.Truth {
		if !account.Managed {
			return model.False()
		}
		return model.IsFalse(account.Anonymous).Or(account.OpenNetwork.Not())
	})
}
