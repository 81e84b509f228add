resource "azurerm_app_configuration" "orders" { # want SLS414
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  sku                 = "standard"
  local_auth_enabled  = false
}
