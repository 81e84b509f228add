data "azurerm_key_vault_secret" "db" {
  name         = "db"
  key_vault_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/orders/providers/Microsoft.KeyVault/vaults/orders"
  version      = "0123456789abcdef0123456789abcdef" # want SLS409
}
