# Storage, Service Bus, Event Hubs, Event Grid, accounts, databases and vaults in the forms that the adapter tells apart.
resource "azurerm_storage_account" "plain" {
  name                     = "plain"
  resource_group_name      = "orders"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

resource "azurerm_storage_account" "closed" {
  name                              = "closed"
  resource_group_name               = "orders"
  location                          = "westeurope"
  account_tier                      = "Standard"
  account_replication_type          = "ZRS"
  https_traffic_only_enabled        = false
  min_tls_version                   = "TLS1_0"
  shared_access_key_enabled         = false
  allow_nested_items_to_be_public   = false
  infrastructure_encryption_enabled = true

  blob_properties {
    versioning_enabled = true

    delete_retention_policy {
      days = 7
    }
  }

  network_rules {
    default_action = "Deny"
  }

  customer_managed_key {
    key_vault_key_id          = azurerm_key_vault_key.rotated.versionless_id
    user_assigned_identity_id = "/subscriptions/0/resourceGroups/orders/providers/Microsoft.ManagedIdentity/userAssignedIdentities/orders"
  }
}

resource "azurerm_storage_account" "apart" {
  name                     = "apart"
  resource_group_name      = "orders"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

resource "azurerm_storage_account_network_rules" "apart" {
  storage_account_id = azurerm_storage_account.apart.id
  default_action     = "Deny"
}

resource "azurerm_storage_account_customer_managed_key" "apart" {
  storage_account_id = azurerm_storage_account.apart.id
  key_vault_id       = azurerm_key_vault.plain.id
  key_name           = azurerm_key_vault_key.rotated.name
}

resource "azurerm_storage_container" "open" {
  name                  = "open"
  storage_account_id    = azurerm_storage_account.plain.id
  container_access_type = "blob"
}

resource "azurerm_storage_container" "refused" {
  name                  = "refused"
  storage_account_id    = azurerm_storage_account.closed.id
  container_access_type = "container"
}

resource "azurerm_storage_container" "unreachable" {
  name                  = "unreachable"
  storage_account_id    = azurerm_storage_account.apart.id
  container_access_type = "blob"
}

resource "azurerm_storage_container" "private" {
  name                 = "private"
  storage_account_name = azurerm_storage_account.plain.name
}

resource "azurerm_storage_queue" "jobs" {
  name                 = "jobs"
  storage_account_name = azurerm_storage_account.plain.name
}

resource "azurerm_servicebus_namespace" "plain" {
  name                = "plain"
  resource_group_name = "orders"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_servicebus_namespace" "closed" {
  name                         = "closed"
  resource_group_name          = "orders"
  location                     = "westeurope"
  sku                          = "Premium"
  capacity                     = 1
  premium_messaging_partitions = 1
  local_auth_enabled           = false
  minimum_tls_version          = "1.1"

  network_rule_set {
    default_action = "Deny"
  }
}

resource "azurerm_servicebus_queue" "plain" {
  name         = "plain"
  namespace_id = azurerm_servicebus_namespace.plain.id
}

resource "azurerm_servicebus_queue" "expiring" {
  name                              = "expiring"
  namespace_id                      = azurerm_servicebus_namespace.plain.id
  default_message_ttl               = "PT1H"
  max_delivery_count                = 3
  forward_to                        = azurerm_servicebus_queue.plain.name
  forward_dead_lettered_messages_to = azurerm_servicebus_queue.kept.name
}

resource "azurerm_servicebus_queue" "kept" {
  name                                 = "kept"
  namespace_id                         = azurerm_servicebus_namespace.plain.id
  default_message_ttl                  = "PT1H"
  dead_lettering_on_message_expiration = true
}

resource "azurerm_servicebus_topic" "orders" {
  name         = "orders"
  namespace_id = azurerm_servicebus_namespace.closed.id
}

resource "azurerm_servicebus_subscription" "all" {
  name               = "all"
  topic_id           = azurerm_servicebus_topic.orders.id
  max_delivery_count = 1
}

resource "azurerm_servicebus_subscription" "some" {
  name               = "some"
  topic_id           = azurerm_servicebus_topic.orders.id
  max_delivery_count = 10
}

resource "azurerm_servicebus_subscription_rule" "some" {
  name            = "some"
  subscription_id = azurerm_servicebus_subscription.some.id
  filter_type     = "SqlFilter"
  sql_filter      = "type = 'order'"
}

resource "azurerm_servicebus_subscription_rule" "all" {
  name            = "all"
  subscription_id = azurerm_servicebus_subscription.all.id
  filter_type     = "SqlFilter"
  sql_filter      = "1 = 1"
}

resource "azurerm_eventhub_namespace" "plain" {
  name                = "hubs"
  resource_group_name = "orders"
  location            = "westeurope"
  sku                 = "Standard"
}

resource "azurerm_eventhub" "orders" {
  name              = "orders-hub"
  namespace_id      = azurerm_eventhub_namespace.plain.id
  partition_count   = 2
  message_retention = 1
}

resource "azurerm_eventgrid_topic" "plain" {
  name                = "plain-topic"
  resource_group_name = "orders"
  location            = "westeurope"
}

resource "azurerm_eventgrid_topic" "ranges" {
  name                = "ranges"
  resource_group_name = "orders"
  location            = "westeurope"
  local_auth_enabled  = false
  inbound_ip_rule     = [{ ip_mask = "203.0.113.0/24", action = "Allow" }]
}

resource "azurerm_eventgrid_event_subscription" "hook" {
  name  = "hook"
  scope = azurerm_eventgrid_topic.plain.id

  webhook_endpoint {
    url = "https://partner.example.com/events"
  }
}

resource "azurerm_eventgrid_event_subscription" "keyed_hook" {
  name  = "keyed-hook"
  scope = azurerm_eventgrid_topic.plain.id

  webhook_endpoint {
    url = "https://partner.example.com/events?code=1234"
  }
}

resource "azurerm_eventgrid_event_subscription" "to_queue" {
  name                 = "to-queue"
  scope                = azurerm_eventgrid_topic.plain.id
  included_event_types = ["OrderPlaced"]

  storage_queue_endpoint {
    storage_account_id = azurerm_storage_account.plain.id
    queue_name         = azurerm_storage_queue.jobs.name
  }

  storage_blob_dead_letter_destination {
    storage_account_id          = azurerm_storage_account.plain.id
    storage_blob_container_name = azurerm_storage_container.private.name
  }

  retry_policy {
    event_time_to_live    = 60
    max_delivery_attempts = 5
  }
}

resource "azurerm_eventgrid_event_subscription" "group" {
  name                          = "group"
  scope                         = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/orders"
  service_bus_queue_endpoint_id = azurerm_servicebus_queue.plain.id
}

resource "azurerm_eventgrid_system_topic" "blobs" {
  name                = "blobs"
  resource_group_name = "orders"
  location            = "westeurope"
  source_resource_id  = azurerm_storage_account.plain.id
  topic_type          = "Microsoft.Storage.StorageAccounts"
}

resource "azurerm_eventgrid_system_topic_event_subscription" "container" {
  name                          = "container"
  resource_group_name           = "orders"
  system_topic                  = azurerm_eventgrid_system_topic.blobs.name
  service_bus_queue_endpoint_id = azurerm_servicebus_queue.plain.id

  subject_filter {
    subject_begins_with = "/blobServices/default/containers/open/blobs/in/"
  }

  delivery_identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_eventgrid_system_topic_event_subscription" "account" {
  name                          = "account"
  resource_group_name           = "orders"
  system_topic                  = azurerm_eventgrid_system_topic.blobs.name
  service_bus_queue_endpoint_id = azurerm_servicebus_queue.plain.id
}

resource "azurerm_cosmosdb_account" "plain" {
  name                = "plain-db"
  resource_group_name = "orders"
  location            = "westeurope"
  offer_type          = "Standard"

  consistency_policy {
    consistency_level = "Session"
  }

  geo_location {
    location          = "westeurope"
    failover_priority = 0
  }
}

resource "azurerm_cosmosdb_account" "filtered" {
  name                         = "filtered-db"
  resource_group_name          = "orders"
  location                     = "westeurope"
  offer_type                   = "Standard"
  ip_range_filter              = ["203.0.113.1"]
  local_authentication_enabled = false

  consistency_policy {
    consistency_level = "Session"
  }

  geo_location {
    location          = "westeurope"
    failover_priority = 0
  }
}

resource "azurerm_app_configuration" "plain" {
  name                = "plain-config"
  resource_group_name = "orders"
  location            = "westeurope"
}

resource "azurerm_app_configuration" "private" {
  name                = "private-config"
  resource_group_name = "orders"
  location            = "westeurope"
  sku                 = "standard"
}

resource "azurerm_private_endpoint" "config" {
  name                = "config"
  resource_group_name = "orders"
  location            = "westeurope"
  subnet_id           = "/subscriptions/0/resourceGroups/orders/providers/Microsoft.Network/virtualNetworks/orders/subnets/private"

  private_service_connection {
    name                           = "config"
    private_connection_resource_id = azurerm_app_configuration.private.id
    is_manual_connection           = false
    subresource_names              = ["configurationStores"]
  }
}

resource "azurerm_container_registry" "images" {
  name                = "images"
  resource_group_name = "orders"
  location            = "westeurope"
  sku                 = "Premium"
  admin_enabled       = true
}

resource "azurerm_mssql_server" "orders" {
  name                = "orders-sql"
  resource_group_name = "orders"
  location            = "westeurope"
  version             = "12.0"
}

resource "azurerm_mssql_firewall_rule" "everyone" {
  name             = "everyone"
  server_id        = azurerm_mssql_server.orders.id
  start_ip_address = "0.0.0.0"
  end_ip_address   = "255.255.255.255"
}

resource "azurerm_mssql_firewall_rule" "azure" {
  name             = "azure"
  server_id        = azurerm_mssql_server.orders.id
  start_ip_address = "0.0.0.0"
  end_ip_address   = "0.0.0.0"
}

resource "azurerm_mssql_firewall_rule" "office" {
  name             = "office"
  server_id        = azurerm_mssql_server.orders.id
  start_ip_address = "203.0.113.1"
  end_ip_address   = "203.0.113.9"
}

resource "azurerm_redis_cache" "sessions" {
  name                 = "sessions"
  resource_group_name  = "orders"
  location             = "westeurope"
  capacity             = 1
  family               = "P"
  sku_name             = "Premium"
  non_ssl_port_enabled = true
  minimum_tls_version  = "1.0"
  subnet_id            = "/subscriptions/0/resourceGroups/orders/providers/Microsoft.Network/virtualNetworks/orders/subnets/redis"
}

resource "azurerm_key_vault" "plain" {
  name                = "plain-vault"
  resource_group_name = "orders"
  location            = "westeurope"
  tenant_id           = "00000000-0000-0000-0000-000000000000"
  sku_name            = "standard"
}

resource "azurerm_key_vault_key" "for_ever" {
  name         = "for-ever"
  key_vault_id = azurerm_key_vault.plain.id
  key_type     = "RSA"
  key_size     = 2048
  key_opts     = ["wrapKey"]
}

resource "azurerm_key_vault_key" "rotated" {
  name         = "rotated"
  key_vault_id = azurerm_key_vault.plain.id
  key_type     = "RSA"
  key_size     = 2048
  key_opts     = ["wrapKey"]

  rotation_policy {
    automatic {
      time_after_creation = "P90D"
    }
  }
}

resource "azurerm_key_vault_secret" "db" {
  name            = "db"
  key_vault_id    = azurerm_key_vault.plain.id
  value           = "t0p-secret"
  expiration_date = "2027-01-01T00:00:00Z"
}
