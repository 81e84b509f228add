# The exception is wider than the rule.
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

  auth_settings_v2 {
    auth_enabled           = true
    require_authentication = true
    excluded_paths         = ["/api/*"] # want SLS212
    unauthenticated_action = "Return401"

    active_directory_v2 {
      client_id            = "0f3c7a52-6f0e-4b43-9a39-0d0b8a9c4f11"
      tenant_auth_endpoint = "https://login.microsoftonline.com/9d2f1c7e-52a1-4c0f-8a34-7b6a3c1d2e5f/v2.0"
    }

    login {}
  }
}

resource "azurerm_service_plan" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "EP1"
}
