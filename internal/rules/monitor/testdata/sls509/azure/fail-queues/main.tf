# Who sends to the queues is recorded nowhere: the setting is about blobs.
resource "azurerm_storage_account" "orders" { # want SLS509
  name                            = "orders"
  resource_group_name             = "orders"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
}

resource "azurerm_monitor_diagnostic_setting" "blobs" {
  name                       = "blobs"
  target_resource_id         = "${azurerm_storage_account.orders.id}/blobServices/default"
  log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id

  enabled_log {
    category_group = "allLogs"
  }
}

resource "azurerm_log_analytics_workspace" "logs" {
  name                = "logs"
  resource_group_name = "orders"
  location            = "westeurope"
  retention_in_days   = 365
}
