resource "azurerm_key_vault" "orders" { # want SLS707
  name                       = "orders"
  resource_group_name        = "orders"
  location                   = "westeurope"
  tenant_id                  = "00000000-0000-0000-0000-000000000000"
  sku_name                   = "standard"
  purge_protection_enabled   = true
  rbac_authorization_enabled = true
}
