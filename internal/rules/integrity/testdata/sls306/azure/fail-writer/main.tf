# The function works on the whole account, so that it can replace its own package, too.
resource "azurerm_role_assignment" "orders" {
  scope                = azurerm_storage_account.orders.id
  role_definition_name = "Storage Blob Data Contributor" # want SLS306
  principal_id         = azurerm_linux_function_app.orders.identity[0].principal_id
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
    WEBSITE_RUN_FROM_PACKAGE = "${azurerm_storage_account.orders.primary_blob_endpoint}${azurerm_storage_container.releases.name}/orders.zip"
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

resource "azurerm_storage_container" "releases" {
  name               = "releases"
  storage_account_id = azurerm_storage_account.orders.id
}
