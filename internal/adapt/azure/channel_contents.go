package azure

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// channelContents lists the attributes of storage, messaging, databases and vaults that hold a secret, as the provider
// marks them. Keys and connection strings open the whole of their account until somebody regenerates them.
func channelContents() base.Contents {
	all := base.Contents{
		"azurerm_key_vault_secret":                  {"value": model.SecretValue},
		"azurerm_key_vault_certificate_data":        {"key": model.PrivateKey, "pem": model.PrivateKey},
		"azurerm_app_configuration_key":             {"value": model.Harmless},
		"azurerm_container_registry":                {"admin_password": model.AccessKey},
		"azurerm_container_registry_token_password": {"password1": model.AccessKey, "password2": model.AccessKey},
		"azurerm_storage_account_local_user":        {"password": model.AccessKey, "sid": model.Harmless},
		"azurerm_app_configuration": {
			"primary_read_key": model.AccessKey, "primary_write_key": model.AccessKey,
			"secondary_read_key": model.AccessKey, "secondary_write_key": model.AccessKey,
		},
	}
	for typ, attributes := range keyAttributes() {
		all[typ] = map[string]model.Content{}
		for _, a := range attributes {
			all[typ][a] = model.AccessKey
		}
	}
	for _, typ := range []string{
		"azurerm_mssql_server", "azurerm_mssql_managed_instance", "azurerm_sql_server", "azurerm_postgresql_server",
		"azurerm_postgresql_flexible_server", "azurerm_mysql_server", "azurerm_mysql_flexible_server", "azurerm_mariadb_server",
	} {
		all[typ] = map[string]model.Content{"administrator_login_password": model.Password, "administrator_password": model.Password}
	}
	return all
}

// keyAttributes gives the keys and connection strings of services, by type.
func keyAttributes() map[string][]string {
	rule := both("key", "connection_string", "connection_string_alias")
	access := both("access_key", "connection_string")
	defaults := []string{
		"default_primary_key", "default_primary_connection_string", "default_primary_connection_string_alias",
		"default_secondary_key", "default_secondary_connection_string", "default_secondary_connection_string_alias",
	}
	cosmos := append(both("key", "readonly_key", "sql_connection_string", "readonly_sql_connection_string",
		"mongodb_connection_string", "readonly_mongodb_connection_string"), "connection_strings", "primary_master_key",
		"secondary_master_key", "primary_readonly_master_key", "secondary_readonly_master_key")
	sas := []string{"sas", "connection_string"}
	return map[string][]string{
		"azurerm_storage_account":                               both("access_key", "connection_string", "blob_connection_string"),
		"azurerm_storage_account_sas":                           sas,
		"azurerm_storage_account_blob_container_sas":            sas,
		"azurerm_servicebus_namespace":                          defaults,
		"azurerm_servicebus_namespace_authorization_rule":       rule,
		"azurerm_servicebus_queue_authorization_rule":           rule,
		"azurerm_servicebus_topic_authorization_rule":           rule,
		"azurerm_servicebus_namespace_disaster_recovery_config": append(rule, defaults...),
		"azurerm_eventhub_namespace":                            defaults,
		"azurerm_eventhub_namespace_authorization_rule":         rule,
		"azurerm_eventhub_authorization_rule":                   rule,
		"azurerm_eventhub_sas":                                  sas,
		"azurerm_eventgrid_topic":                               access,
		"azurerm_eventgrid_domain":                              access,
		"azurerm_cosmosdb_account":                              cosmos,
		"azurerm_redis_cache":                                   access,
		"azurerm_redis_enterprise_database":                     access,
		"azurerm_iothub_shared_access_policy":                   rule,
		"azurerm_signalr_service":                               access,
		"azurerm_web_pubsub":                                    access,
		"azurerm_web_pubsub_socketio":                           access,
		"azurerm_relay_namespace":                               rule,
		"azurerm_notification_hub_authorization_rule":           access,
		"azurerm_search_service":                                both("key"),
	}
}

// both gives the names of the first and of the second of each key: services have two, so that one can be changed while
// the other is in use.
func both(names ...string) []string {
	var all []string
	for _, name := range names {
		all = append(all, "primary_"+name, "secondary_"+name)
	}
	return all
}
