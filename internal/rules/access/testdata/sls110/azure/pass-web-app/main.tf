# The app has an identity.
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

  site_config {}
}

resource "azurerm_service_plan" "shop" {
  name                = "shop"
  resource_group_name = "orders"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "P1v3"
}
