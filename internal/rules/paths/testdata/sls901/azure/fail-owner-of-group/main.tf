# Anyone may call it, and it owns the resource group, secrets included.
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

resource "azurerm_role_assignment" "orders" {
  scope                = azurerm_resource_group.orders.id
  role_definition_name = "Owner" # want SLS108, SLS901
  principal_id         = azurerm_linux_function_app.orders.identity[0].principal_id
}

resource "azurerm_linux_function_app" "orders" {
  name                          = "orders"
  resource_group_name           = azurerm_resource_group.orders.name
  location                      = azurerm_resource_group.orders.location
  service_plan_id               = azurerm_service_plan.orders.id
  storage_account_name          = azurerm_storage_account.orders.name
  storage_uses_managed_identity = true
  https_only                    = true

  identity {
    type = "SystemAssigned"
  }

  site_config {
    minimum_tls_version = "1.2"

    application_stack {
      python_version = "3.13"
    }
  }
}

resource "azurerm_service_plan" "orders" {
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location
  os_type             = "Linux"
  sku_name            = "EP1"
}

resource "azurerm_storage_account" "orders" {
  name                            = "orders"
  resource_group_name             = azurerm_resource_group.orders.name
  location                        = azurerm_resource_group.orders.location
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
}

resource "azurerm_resource_group" "orders" {
  name     = "orders"
  location = "westeurope"
}
