# One build of the host, for good.
resource "azurerm_linux_function_app" "orders" {
  name                          = "orders"
  resource_group_name           = "orders"
  location                      = "westeurope"
  service_plan_id               = azurerm_service_plan.orders.id
  storage_account_name          = "ordersfunctions"
  storage_uses_managed_identity = true
  https_only                    = true
  functions_extension_version   = "4.1036.3" # want SLS311

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
