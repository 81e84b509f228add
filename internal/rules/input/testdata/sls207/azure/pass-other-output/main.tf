# What the function returns waits for another one.
resource "azurerm_linux_function_app" "orders" {
  name                          = "orders"
  resource_group_name           = "orders"
  location                      = "westeurope"
  service_plan_id               = azurerm_service_plan.orders.id
  storage_account_name          = azurerm_storage_account.orders.name
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

resource "azurerm_function_app_function" "retry" {
  name            = "retry"
  function_app_id = azurerm_linux_function_app.orders.id
  language        = "Python"
  config_json = jsonencode({
    bindings = [
      {
        type      = "queueTrigger"
        direction = "in"
        name      = "order"
        queueName = azurerm_storage_queue.orders.name
      },
      {
        type      = "queue"
        direction = "out"
        name      = "$return"
        queueName = azurerm_storage_queue.done.name
      },
    ]
  })
}

resource "azurerm_storage_queue" "orders" {
  name               = "orders"
  storage_account_id = azurerm_storage_account.orders.id
}

resource "azurerm_storage_queue" "done" {
  name               = "done"
  storage_account_id = azurerm_storage_account.orders.id
}

resource "azurerm_storage_account" "orders" {
  name                            = "ordersfunctions"
  resource_group_name             = "orders"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  shared_access_key_enabled       = false
  allow_nested_items_to_be_public = false
}

resource "azurerm_service_plan" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "EP1"
}
