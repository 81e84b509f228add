resource "azurerm_resource_group" "orders" {
  name     = "orders"
  location = "westeurope"
}

resource "azurerm_api_management" "orders" {
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location
  publisher_name      = "Orders"
  publisher_email     = "orders@example.com"
  sku_name            = "Developer_1"
}

resource "azurerm_api_management_backend" "orders" {
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  api_management_name = azurerm_api_management.orders.name
  protocol            = "http"
  url                 = "http://orders.example.com/api" # want SLS210
}
