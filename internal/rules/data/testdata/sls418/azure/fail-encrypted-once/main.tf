# Everything in the account is encrypted, but only once.
resource "azurerm_storage_account" "orders" { # want SLS418
  name                            = "orders"
  resource_group_name             = "orders"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
}
