resource "azurerm_eventgrid_topic" "orders" {
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location
  local_auth_enabled  = false
}

resource "azurerm_resource_group" "orders" {
  name     = "orders"
  location = "westeurope"
}
