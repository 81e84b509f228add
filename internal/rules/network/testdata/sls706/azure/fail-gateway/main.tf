# What is behind the gateway has to answer the internet.
resource "azurerm_api_management" "orders" { # want SLS706
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  publisher_name      = "Orders"
  publisher_email     = "orders@example.com"
  sku_name            = "Developer_1"
}
