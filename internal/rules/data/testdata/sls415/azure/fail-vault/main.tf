# Whoever may delete the vault can purge it as well, and with it all that its keys encrypt.
resource "azurerm_key_vault" "orders" { # want SLS415
  name                       = "orders"
  resource_group_name        = "orders"
  location                   = "westeurope"
  tenant_id                  = "00000000-0000-0000-0000-000000000000"
  sku_name                   = "standard"
  rbac_authorization_enabled = true
}
