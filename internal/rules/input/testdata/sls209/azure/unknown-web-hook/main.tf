resource "terraform_data" "hook" {
  input = "https://partner.example.com/events"
}

resource "azurerm_eventgrid_event_subscription" "orders" {
  name                 = "orders"
  scope                = azurerm_eventgrid_topic.orders.id
  included_event_types = ["OrderPlaced"]

  webhook_endpoint {
    url = terraform_data.hook.output # want SLS209 unknown
  }

  storage_blob_dead_letter_destination {
    storage_account_id          = azurerm_storage_account.orders.id
    storage_blob_container_name = azurerm_storage_container.failed.name
  }
}

resource "azurerm_eventgrid_topic" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  local_auth_enabled  = false
}

resource "azurerm_storage_account" "orders" {
  name                            = "orders"
  resource_group_name             = "orders"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
}

resource "azurerm_storage_container" "failed" {
  name               = "failed"
  storage_account_id = azurerm_storage_account.orders.id
}
