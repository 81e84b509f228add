# Nobody gets as far as the code without a login.
resource "azurerm_linux_web_app" "shop" {
  name                                           = "shop"
  resource_group_name                            = "orders"
  location                                       = "westeurope"
  service_plan_id                                = azurerm_service_plan.shop.id
  https_only                                     = true
  webdeploy_publish_basic_authentication_enabled = false

  identity {
    type = "SystemAssigned"
  }

  auth_settings_v2 {
    auth_enabled           = true
    require_authentication = true

    active_directory_v2 {
      client_id            = "00000000-0000-0000-0000-000000000002"
      tenant_auth_endpoint = "https://login.microsoftonline.com/00000000-0000-0000-0000-000000000003/v2.0"
      allowed_applications = ["00000000-0000-0000-0000-000000000004"]
    }

    login {}
  }

  site_config {}
}

resource "azurerm_service_plan" "shop" {
  name                = "shop"
  resource_group_name = "orders"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "P1v3"
}
