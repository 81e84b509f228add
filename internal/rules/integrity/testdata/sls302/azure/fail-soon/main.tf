# Java 8 gets patches only until the end of November 2026.
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
      java_version = "8" # want SLS302
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
