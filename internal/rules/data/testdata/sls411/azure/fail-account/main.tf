# No container is open, but nothing keeps one from being opened.
resource "azurerm_storage_account" "orders" { # want SLS411
  name                     = "orders"
  resource_group_name      = "orders"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

resource "azurerm_storage_container" "uploads" {
  name               = "uploads"
  storage_account_id = azurerm_storage_account.orders.id
}
