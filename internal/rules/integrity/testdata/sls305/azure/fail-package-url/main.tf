# Whoever may write to the container replaces the package.
resource "azurerm_linux_function_app" "orders" {
  name                          = "orders"
  resource_group_name           = "orders"
  location                      = "westeurope"
  service_plan_id               = azurerm_service_plan.orders.id
  storage_account_name          = "ordersfunctions"
  storage_uses_managed_identity = true
  https_only                    = true

  app_settings = {
    WEBSITE_RUN_FROM_PACKAGE = "https://ordersreleases.blob.core.windows.net/releases/orders.zip" # want SLS305
  }

  identity {
    type = "SystemAssigned"
  }

  site_config {
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
