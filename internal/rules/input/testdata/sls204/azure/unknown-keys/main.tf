resource "terraform_data" "keys" {
  input = false
}

resource "azurerm_eventgrid_topic" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  local_auth_enabled  = terraform_data.keys.output # want SLS204 unknown
}

resource "azurerm_eventgrid_event_subscription" "orders" {
  name                 = "orders"
  scope                = azurerm_eventgrid_topic.orders.id
  included_event_types = ["OrderPlaced"]

  azure_function_endpoint {
    function_id = "${azurerm_linux_function_app.orders.id}/functions/orders"
  }

  storage_blob_dead_letter_destination {
    storage_account_id          = azurerm_storage_account.orders.id
    storage_blob_container_name = azurerm_storage_container.failed.name
  }
}

resource "azurerm_linux_function_app" "orders" {
  name                                           = "orders"
  resource_group_name                            = "orders"
  location                                       = "westeurope"
  service_plan_id                                = azurerm_service_plan.orders.id
  storage_account_name                           = azurerm_storage_account.orders.name
  storage_uses_managed_identity                  = true
  https_only                                     = true
  ftp_publish_basic_authentication_enabled       = false
  webdeploy_publish_basic_authentication_enabled = false

  identity {
    type = "SystemAssigned"
  }

  site_config {
    ftps_state = "Disabled"

    application_stack {
      python_version = "3.12"
    }
  }
}

resource "azurerm_service_plan" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "EP1"
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
