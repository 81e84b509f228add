# The app runs in a network, but whoever finds the key in its settings reads the data from anywhere.
resource "azurerm_storage_account" "orders" { # want SLS707
  name                            = "orders"
  resource_group_name             = "orders"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
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

  app_settings = {
    ORDERS = azurerm_storage_account.orders.primary_connection_string # want SLS113
  }

  identity {
    type = "SystemAssigned"
  }

  site_config {
    ftps_state = "Disabled"

    application_stack {
      python_version = "3.12"
    }
  }

  virtual_network_subnet_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/orders/providers/Microsoft.Network/virtualNetworks/orders/subnets/functions"
}

resource "azurerm_service_plan" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "EP1"
}
