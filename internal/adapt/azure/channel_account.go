package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// accountTypes lists Cosmos DB, App Configuration, Container Registry, SignalR and Web PubSub.
func accountTypes() types {
	return base.Join(cosmosTypes(), configTypes(), registryTypes(), pubSubTypes())
}

func cosmosTypes() types {
	all := types{
		"azurerm_cosmosdb_account":      {Make: makeCosmos, Link: linkCosmos},
		"data.azurerm_cosmosdb_account": dataChannel(model.Documents),
	}
	for _, typ := range []string{"sql_container", "mongo_collection", "table", "cassandra_table", "gremlin_graph"} {
		all["azurerm_cosmosdb_"+typ] = inner(model.Table, "account_name", "cassandra_keyspace_id")
	}
	for _, typ := range []string{"sql_database", "mongo_database", "cassandra_keyspace", "gremlin_database"} {
		all["azurerm_cosmosdb_"+typ] = adapter{Follow: "account_name"}
	}
	return all
}

// makeCosmos adapts azurerm_cosmosdb_account: keys work, and every network gets in unless a filter of addresses or
// networks is on. The address 0.0.0.0 lets in what runs in Azure, and nobody else.
func makeCosmos(r resource) {
	c := addChannel(r, model.Documents)
	c.LocalAuth = r.Flag("local_authentication_enabled")
	if off := r.Flag("local_authentication_disabled"); model.Never(c.LocalAuth.IsSet()) && !model.Never(off.IsSet()) {
		c.LocalAuth = model.Map(off, func(off bool) bool { return !off })
	}
	c.LocalAuth = c.LocalAuth.Or(true)
	c.OldTLS = oldTLS(r, "Tls12", "minimal_tls_version")
	public := r.flag(true, "public_network_access_enabled")
	filtered := model.IsTrue(r.Flag("is_virtual_network_filter_enabled")).Or(r.ranged("ip_range_filter"))
	c.OpenNetwork, c.NetworkPlace = model.IsTrue(public).And(filtered.Not()), public.Place
}

// ranged tells whether a list of addresses, which older versions write as a text, names any.
func (r resource) ranged(path string) model.Truth {
	if list := r.Attr(path); list.Len() > 0 {
		return model.True()
	}
	v := r.Str(path)
	if !v.IsKnown() && v.Why() == "" {
		return model.False()
	}
	if r.Attr(path).IsUnknown() {
		return v.IsSet()
	}
	return v.Match(func(s string) bool { return s != "" })
}

func linkCosmos(r resource) {
	if c, ok := base.Own[*model.Channel](r); ok {
		encrypt(c, keyed(r, "key_vault_key_id", "managed_hsm_key_id"))
	}
}

func configTypes() types {
	return types{
		"azurerm_app_configuration": {
			Make: makeConfigStore, Link: ownKey("encryption", "key_vault_key_identifier"), Finish: finishConfigStore,
		},
		"azurerm_app_configuration_key":       {Make: makeConfigKey},
		"azurerm_app_configuration_feature":   {Follow: "configuration_store_id"},
		"data.azurerm_app_configuration":      dataChannel(model.ConfigStore),
		"data.azurerm_app_configuration_key":  nothing(),
		"data.azurerm_app_configuration_keys": nothing(),
	}
}

// makeConfigStore adapts azurerm_app_configuration. Unless the configuration says whether networks get in, they do until
// there is a private endpoint.
func makeConfigStore(r resource) {
	c := addChannel(r, model.ConfigStore)
	c.LocalAuth = r.flag(true, "local_auth_enabled")
	c.Recovery = r.flag(false, "purge_protection_enabled")
	access := r.Str("public_network_access")
	c.OpenNetwork, c.NetworkPlace = model.Equals(access, "Disabled").Not(), access.Place
}

func finishConfigStore(r resource) {
	c, ok := base.Own[*model.Channel](r)
	if !ok || !model.Never(r.Str("public_network_access").IsSet()) {
		return
	}
	for _, other := range r.b.Plan.Resources {
		if other.Type != "azurerm_private_endpoint" {
			continue
		}
		l := base.Link[*model.Channel](r.b.resource(other), "private_service_connection.0.private_connection_resource_id")
		for _, target := range l.To {
			if target == c {
				c.OpenNetwork = model.False()
			}
		}
	}
}

// makeConfigKey adapts azurerm_app_configuration_key, whose value everybody who may read the store can read.
func makeConfigKey(r resource) {
	v := r.Str("value")
	if model.Never(v.IsSet()) {
		return // a reference to a secret, or nothing
	}
	name, _ := r.Str("key").Get()
	r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
		Head: r.HeadNamed("key"), Place: v.Place, Kind: "configuration value", Name: name, Value: v,
		From: r.b.Provenance(r.b.Plan.Resolve(r.Resource, "value")),
	})
}

func registryTypes() types {
	return types{
		"azurerm_container_registry":         {Make: makeRegistry, Link: ownKey("encryption", "key_vault_key_id")},
		"azurerm_container_registry_webhook": {Make: makeRegistryHook},
		"data.azurerm_container_registry":    dataChannel(model.Registry),
		// Rights on repositories, which a scope map names one by one, and what builds or copies images.
		"azurerm_container_registry_scope_map":      nothing(),
		"azurerm_container_registry_token":          nothing(),
		"azurerm_container_registry_token_password": nothing(), // a secret: see Contents
		"azurerm_container_registry_cache_rule":     nothing(),
		"azurerm_container_registry_credential_set": nothing(),
		"azurerm_container_registry_agent_pool":     nothing(),
	}
}

// makeRegistryHook adapts azurerm_container_registry_webhook, which tells of images and starts nothing by itself.
func makeRegistryHook(r resource) { addHook(r, "service_uri", model.False()) }

// makeRegistry adapts azurerm_container_registry: neither an admin user nor pulls without a password, unless switched on.
func makeRegistry(r resource) {
	c := addChannel(r, model.Registry)
	c.Images.SharedAdmin = r.flag(false, "admin_enabled")
	c.Images.Anonymous = r.flag(false, "anonymous_pull_enabled")
	if sku, ok := r.Str("sku").Get(); ok && strings.EqualFold(sku, "Basic") { // which can't do that
		c.Images.Anonymous = model.Known(false, c.Images.Anonymous.Place)
	}
	door{
		public: r.flag(true, "public_network_access_enabled"),
		action: base.InBlock(r, "network_rule_set", r.Str("network_rule_set.0.default_action")),
	}.through(c)
}

func pubSubTypes() types {
	return types{
		"azurerm_signalr_service":      {Make: makePubSub},
		"azurerm_web_pubsub":           {Make: makePubSub},
		"azurerm_web_pubsub_socketio":  {Make: makePubSub},
		"azurerm_web_pubsub_hub":       {Make: func(r resource) { addUpstreams(r, "event_handler") }},
		"data.azurerm_signalr_service": dataChannel(model.Topic),
		"data.azurerm_web_pubsub":      dataChannel(model.Topic),
	}
}

// makePubSub adapts SignalR and Web PubSub, to which browsers connect: that every network reaches them is their use.
func makePubSub(r resource) {
	c := addChannel(r, model.Topic)
	c.LocalAuth = r.flag(true, "local_auth_enabled")
	addUpstreams(r, "upstream_endpoint")
}

// addUpstreams adds the addresses to which messages of clients are sent on. The service signs what it sends.
func addUpstreams(r resource, block string) {
	n, _ := r.Blocks(block)
	for i := range n {
		path := strings.Join([]string{block, base.Itoa(i), "url_template"}, ".")
		addHook(r, path, model.False())
	}
}
