resource "azurerm_eventhub_namespace" "orders" { # want SLS405
  name                         = "orders"
  resource_group_name          = "orders"
  location                     = "westeurope"
  sku                          = "Premium"
  local_authentication_enabled = false
}

resource "azurerm_eventhub" "orders" {
  name              = "orders"
  namespace_id      = azurerm_eventhub_namespace.orders.id
  partition_count   = 2
  message_retention = 1
}
