resource "azurerm_servicebus_namespace" "orders" {
  name                          = "example-orders"
  resource_group_name           = "orders"
  location                      = "westeurope"
  sku                           = "Premium"
  capacity                      = 1
  premium_messaging_partitions  = 1
  local_auth_enabled            = false
  public_network_access_enabled = false
}
