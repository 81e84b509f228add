# A plain web application is asked the same in the strict profile.
resource "azurerm_linux_web_app" "shop" {
  name                = "shop"
  resource_group_name = "orders"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.orders.id
  https_only          = true

  site_config {
    application_stack {
      node_version = "18-lts" # want SLS301
    }
  }
}

resource "azurerm_service_plan" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "P1v3"
}
