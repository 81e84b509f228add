# The key opens the whole account, to whoever has it.
resource "azurerm_linux_function_app" "orders" {
  name                          = "orders"
  resource_group_name           = "orders"
  location                      = "westeurope"
  service_plan_id               = azurerm_service_plan.orders.id
  storage_account_name          = "ordersfunctions"
  storage_uses_managed_identity = true
  https_only                    = true

  identity {
    type = "SystemAssigned"
  }

  site_config {
    application_stack {
      python_version = "3.13"
    }
  }

  storage_account { # want SLS313
    name         = "models"
    type         = "AzureFiles"
    account_name = azurerm_storage_account.models.name
    access_key   = azurerm_storage_account.models.primary_access_key
    share_name   = "models"
    mount_path   = "/models"
  }
}

resource "azurerm_storage_account" "models" {
  name                            = "ordersmodels"
  resource_group_name             = "orders"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
}

resource "azurerm_service_plan" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "EP1"
}
