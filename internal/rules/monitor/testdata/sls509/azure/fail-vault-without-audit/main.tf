resource "azurerm_resource_group" "orders" {
  name     = "orders"
  location = "westeurope"
}

resource "azurerm_key_vault" "orders" { # want SLS509
  name                          = "orders"
  resource_group_name           = azurerm_resource_group.orders.name
  location                      = azurerm_resource_group.orders.location
  tenant_id                     = "8f4d2c1a-0000-4000-8000-3c1f5a7b9d10"
  sku_name                      = "standard"
  purge_protection_enabled      = true
  public_network_access_enabled = false
}
