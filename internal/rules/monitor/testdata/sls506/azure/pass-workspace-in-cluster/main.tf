resource "azurerm_resource_group" "orders" {
  name     = "orders"
  location = "westeurope"
}

resource "azurerm_log_analytics_workspace" "logs" {
  name                = "logs"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location
  retention_in_days   = 365
}

resource "azurerm_log_analytics_cluster" "own_key" {
  name                = "logs"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_log_analytics_linked_service" "logs" {
  resource_group_name = azurerm_resource_group.orders.name
  workspace_id        = azurerm_log_analytics_workspace.logs.id
  write_access_id     = azurerm_log_analytics_cluster.own_key.id
}
