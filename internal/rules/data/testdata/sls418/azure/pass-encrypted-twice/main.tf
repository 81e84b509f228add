resource "azurerm_storage_account" "orders" {
  name                              = "orders"
  resource_group_name               = "orders"
  location                          = "westeurope"
  account_tier                      = "Standard"
  account_replication_type          = "ZRS"
  allow_nested_items_to_be_public   = false
  infrastructure_encryption_enabled = true
}
