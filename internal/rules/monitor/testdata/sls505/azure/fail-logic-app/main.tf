resource "azurerm_resource_group" "orders" {
  name     = "orders"
  location = "westeurope"
}

resource "azurerm_logic_app_workflow" "orders" { # want SLS505
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location
}
