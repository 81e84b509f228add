resource "azurerm_resource_group" "orders" {
  name     = "orders"
  location = "westeurope"
}

resource "azurerm_log_analytics_workspace" "logs" { # want SLS506
  name                = "logs"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location
  retention_in_days   = 365
}
