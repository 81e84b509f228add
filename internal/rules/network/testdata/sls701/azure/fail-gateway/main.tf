# The gateway answers everybody.
resource "azurerm_api_management" "orders" { # want SLS701
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  publisher_name      = "Orders"
  publisher_email     = "orders@example.com"
  sku_name            = "Developer_1"
}
