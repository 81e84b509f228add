resource "azurerm_servicebus_namespace" "orders" { # want SLS117
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location
  sku                 = "Standard"
}

resource "azurerm_resource_group" "orders" {
  name     = "orders"
  location = "westeurope"
}
