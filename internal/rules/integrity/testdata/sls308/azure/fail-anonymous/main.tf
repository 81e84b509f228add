resource "azurerm_container_registry" "orders" {
  name                   = "orders"
  resource_group_name    = "orders"
  location               = "westeurope"
  sku                    = "Premium"
  anonymous_pull_enabled = true # want SLS308
}
