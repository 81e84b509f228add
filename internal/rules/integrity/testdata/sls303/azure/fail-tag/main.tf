# A tag can be moved to another image.
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
      docker {
        registry_url = azurerm_container_registry.orders.login_server
        image_name   = "orders"
        image_tag    = "1.4.2" # want SLS303
      }
    }
  }
}

resource "azurerm_container_registry" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_service_plan" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "EP1"
}
