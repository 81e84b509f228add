# Requests that do not come through the profile are refused.
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
    ip_restriction_default_action = "Deny"

    ip_restriction {
      service_tag = "AzureFrontDoor.Backend"
      headers = [{
        x_azure_fdid      = [azurerm_cdn_frontdoor_profile.orders.resource_guid]
        x_fd_health_probe = []
        x_forwarded_for   = []
        x_forwarded_host  = []
      }]
    }
    application_stack {
      python_version = "3.13"
    }
  }
}

resource "azurerm_cdn_frontdoor_profile" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  sku_name            = "Premium_AzureFrontDoor"
}

resource "azurerm_service_plan" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "EP1"
}
