# The account is declared elsewhere, but what networks reach it here.
resource "azurerm_storage_account_network_rules" "orders" {
  storage_account_id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/orders/providers/Microsoft.Storage/storageAccounts/orders"
  default_action     = "Allow" # want SLS707
}
