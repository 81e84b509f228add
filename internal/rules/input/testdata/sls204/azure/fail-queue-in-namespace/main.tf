# The function reads with its identity, but keys of the namespace still open all queues in it.
resource "azurerm_servicebus_namespace" "orders" {
  name                         = "orders"
  resource_group_name          = "orders"
  location                     = "westeurope"
  sku                          = "Premium"
  capacity                     = 1
  premium_messaging_partitions = 1
  local_auth_enabled           = true # want SLS204
}

resource "azurerm_servicebus_queue" "orders" {
  name         = "orders"
  namespace_id = azurerm_servicebus_namespace.orders.id
}

resource "azurerm_function_app_function" "orders" {
  name            = "orders"
  function_app_id = azurerm_linux_function_app.orders.id
  config_json = jsonencode({
    bindings = [{
      type       = "serviceBusTrigger"
      direction  = "in"
      name       = "message"
      queueName  = azurerm_servicebus_queue.orders.name
      connection = "ORDERS"
    }]
  })
}

resource "azurerm_linux_function_app" "orders" {
  name                                           = "orders"
  resource_group_name                            = "orders"
  location                                       = "westeurope"
  service_plan_id                                = azurerm_service_plan.orders.id
  storage_account_name                           = azurerm_storage_account.orders.name
  storage_uses_managed_identity                  = true
  https_only                                     = true
  ftp_publish_basic_authentication_enabled       = false
  webdeploy_publish_basic_authentication_enabled = false

  app_settings = {
    ORDERS__fullyQualifiedNamespace = "${azurerm_servicebus_namespace.orders.name}.servicebus.windows.net"
  }

  identity {
    type = "SystemAssigned"
  }

  site_config {
    ftps_state = "Disabled"

    application_stack {
      python_version = "3.12"
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

resource "azurerm_storage_account" "orders" {
  name                            = "orders"
  resource_group_name             = "orders"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
}
