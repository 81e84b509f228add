# Only a private endpoint leads to the gateway.
resource "azurerm_api_management" "orders" {
  name                          = "orders"
  resource_group_name           = "orders"
  location                      = "westeurope"
  publisher_name                = "Orders"
  publisher_email               = "orders@example.com"
  sku_name                      = "Developer_1"
  public_network_access_enabled = false
}
