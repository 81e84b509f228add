# The account's own log of its queues.
resource "azurerm_storage_account" "orders" {
  name                            = "orders"
  resource_group_name             = "orders"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
}

resource "azurerm_storage_account_queue_properties" "orders" {
  storage_account_id = azurerm_storage_account.orders.id

  logging {
    version = "1.0"
    read    = true
    write   = true
    delete  = true
  }
}
