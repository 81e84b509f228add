resource "azurerm_app_configuration" "orders" {
  name                     = "orders"
  resource_group_name      = "orders"
  location                 = "westeurope"
  sku                      = "standard"
  local_auth_enabled       = false
  purge_protection_enabled = true
}
