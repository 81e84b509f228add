# What the configuration declares is looked up again, as modules do that are told its name.
resource "azurerm_storage_account" "orders" {
  name                     = "ordersstore"
  resource_group_name      = "orders"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

data "azurerm_storage_account" "orders" {
  name                = azurerm_storage_account.orders.name
  resource_group_name = "orders"
}

data "azurerm_storage_account" "other" {
  name                = "otherstore"
  resource_group_name = "orders"
}

resource "azurerm_storage_queue" "jobs" {
  name               = "jobs"
  storage_account_id = data.azurerm_storage_account.orders.id
}

resource "azurerm_storage_queue" "other" {
  name               = "other"
  storage_account_id = data.azurerm_storage_account.other.id
}

resource "azurerm_storage_account_network_rules" "orders" {
  storage_account_id = data.azurerm_storage_account.orders.id
  default_action     = "Deny"
}
