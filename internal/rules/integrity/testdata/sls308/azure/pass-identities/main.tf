resource "azurerm_container_registry" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  sku                 = "Premium"
  admin_enabled       = false
}
