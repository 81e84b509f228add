resource "azurerm_container_registry_webhook" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  registry_name       = azurerm_container_registry.orders.name
  service_uri         = "http://deploy.example.com/hooks" # want SLS210
  actions             = ["push"]
}

resource "azurerm_container_registry" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  sku                 = "Premium"
}
