resource "azurerm_app_configuration" "orders" {
  name                  = "orders"
  resource_group_name   = azurerm_resource_group.orders.name
  location              = azurerm_resource_group.orders.location
  sku                   = "standard"
  local_auth_enabled    = true # want SLS117
  public_network_access = "Disabled"
}

resource "azurerm_resource_group" "orders" {
  name     = "orders"
  location = "westeurope"
}
