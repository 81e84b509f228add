# What is old is off unless it is switched on.
resource "azurerm_api_management" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  publisher_name      = "Orders"
  publisher_email     = "orders@example.com"
  sku_name            = "Developer_1"
}
