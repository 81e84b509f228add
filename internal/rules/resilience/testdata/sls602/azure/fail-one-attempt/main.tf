resource "azurerm_servicebus_queue" "orders" {
  name               = "orders"
  namespace_id       = azurerm_servicebus_namespace.orders.id
  max_delivery_count = 1 # want SLS602
}

resource "azurerm_servicebus_namespace" "orders" {
  name                         = "orders"
  resource_group_name          = "orders"
  location                     = "westeurope"
  sku                          = "Premium"
  capacity                     = 1
  premium_messaging_partitions = 1
  local_auth_enabled           = false
}
