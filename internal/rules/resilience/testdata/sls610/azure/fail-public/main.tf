# want (plan) SLS610
# Anyone can call the function, and nobody is told what that costs.
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
}

resource "azurerm_function_app_function" "submit" {
  name            = "submit"
  function_app_id = azurerm_linux_function_app.orders.id
  language        = "Python"
  config_json = jsonencode({ # want SLS101
    bindings = [{
      type      = "httpTrigger"
      direction = "in"
      name      = "req"
      authLevel = "anonymous"
      methods   = ["post"]
    }]
  })
}

resource "azurerm_service_plan" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "EP1"
}
