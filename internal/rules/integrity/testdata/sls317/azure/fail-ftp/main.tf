# FTP without encryption, with the password of the app.
resource "azurerm_linux_function_app" "orders" {
  name                                           = "orders"
  resource_group_name                            = "orders"
  location                                       = "westeurope"
  service_plan_id                                = azurerm_service_plan.orders.id
  storage_account_name                           = "ordersfunctions"
  storage_uses_managed_identity                  = true
  https_only                                     = true
  webdeploy_publish_basic_authentication_enabled = false

  identity {
    type = "SystemAssigned"
  }

  site_config {
    ftps_state = "AllAllowed" # want SLS317

    application_stack {
      python_version = "3.13"
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
