package azure

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// eventHubTypes lists Event Hubs and IoT Hub, whose messages come out of an event hub of its own.
func eventHubTypes() types {
	return types{
		"azurerm_eventhub_namespace":                      {Make: makeHubNamespace},
		"azurerm_eventhub_namespace_customer_managed_key": hubKeys(),
		"azurerm_eventhub":                                inner(model.Stream, "namespace_id", "namespace_name"),
		"azurerm_eventhub_consumer_group":                 {Follow: "eventhub_name"},
		"azurerm_eventhub_authorization_rule":             {Follow: "eventhub_name"},
		"azurerm_eventhub_namespace_authorization_rule":   {Follow: "namespace_name"},

		"data.azurerm_eventhub_namespace":                    dataChannel(model.Namespace),
		"data.azurerm_eventhub":                              dataChannel(model.Stream),
		"data.azurerm_eventhub_consumer_group":               {Follow: "eventhub_name"},
		"data.azurerm_eventhub_authorization_rule":           {Follow: "eventhub_name"},
		"data.azurerm_eventhub_namespace_authorization_rule": {Follow: "namespace_name"},
		"data.azurerm_eventhub_sas":                          nothing(), // its token is a secret: see Contents

		"azurerm_iothub":                      {Make: makeIoTHub},
		"azurerm_iothub_consumer_group":       {Follow: "iothub_name"},
		"azurerm_iothub_shared_access_policy": {Follow: "iothub_name"},
		"data.azurerm_iothub":                 dataChannel(model.Stream),

		// Capacity, pairing and schemas of events.
		"azurerm_eventhub_cluster":                            nothing(),
		"azurerm_eventhub_namespace_disaster_recovery_config": nothing(),
		"azurerm_eventhub_namespace_schema_group":             nothing(),
		"data.azurerm_eventhub_cluster":                       nothing(),
	}
}

// makeHubNamespace adapts azurerm_eventhub_namespace with the provider's defaults: keys that work, TLS 1.2, and every
// network. The key of its own that it may have, another resource gives.
func makeHubNamespace(r resource) {
	c := addChannel(r, model.Namespace)
	c.Encryption.Key.Place = r.Place("")
	c.LocalAuth = r.flag(true, "local_authentication_enabled")
	c.OldTLS = oldTLS(r, "1.2", "minimum_tls_version")
	door{
		public: r.flag(true, "public_network_access_enabled"),
		action: base.InBlock(r, "network_rulesets", r.Str("network_rulesets.0.default_action")),
	}.through(c)
}

// hubKeys adapts azurerm_eventhub_namespace_customer_managed_key, which gives a namespace one key or several.
func hubKeys() adapter {
	return setting[*model.Channel]{
		Path: "eventhub_namespace_id", All: channels(model.Namespace),
		Set: func(r resource, c *model.Channel) {
			at := r.Place("key_vault_key_ids")
			c.Encryption.Kind = model.Known(model.CustomerKey, at)
			c.Encryption.Twice = r.flag(false, "infrastructure_encryption_enabled")
			for _, l := range base.Links[*model.Key](r, "key_vault_key_ids") {
				c.Encryption.Key = l
				usesKey(l, c)
			}
		},
		May: func(_ resource, c *model.Channel, why string) {
			if c.Type == "azurerm_eventhub_namespace" && model.Certainly(model.Equals(c.Encryption.Kind, model.CloudKey)) {
				c.Encryption.Kind = model.UnknownValue[model.EncryptionKind](why, c.Encryption.Kind.Place)
			}
		},
	}.Adapter()
}

// makeIoTHub adapts azurerm_iothub. Devices reach it over the internet; the service has keys unless they are switched
// off.
func makeIoTHub(r resource) {
	c := addChannel(r, model.Stream)
	c.LocalAuth = r.flag(true, "local_authentication_enabled")
	c.OldTLS = model.Map(r.Str("min_tls_version").Or("1.2"), func(s string) bool { return s < "1.2" })
	door{
		public: r.flag(true, "public_network_access_enabled"),
		action: base.InBlock(r, "network_rule_set", r.Str("network_rule_set.0.default_action")),
	}.through(c)
}
