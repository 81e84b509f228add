# Each function sends to the queue that starts the other.
resource "azurerm_role_assignment" "ping" {
  scope                = azurerm_servicebus_queue.pong.id
  role_definition_name = "Azure Service Bus Data Sender" # want SLS207, SLS906
  principal_id         = azurerm_linux_function_app.ping.identity[0].principal_id
}

resource "azurerm_role_assignment" "pong" {
  scope                = azurerm_servicebus_queue.ping.id
  role_definition_name = "Azure Service Bus Data Sender"
  principal_id         = azurerm_linux_function_app.pong.identity[0].principal_id
}

resource "azurerm_function_app_function" "ping" {
  name            = "ping"
  function_app_id = azurerm_linux_function_app.ping.id
  language        = "Python"
  config_json = jsonencode({
    bindings = [{
      type       = "serviceBusTrigger"
      direction  = "in"
      name       = "event"
      queueName  = "ping"
      connection = "ServiceBus"
    }]
  })
}

resource "azurerm_function_app_function" "pong" {
  name            = "pong"
  function_app_id = azurerm_linux_function_app.pong.id
  language        = "Python"
  config_json = jsonencode({
    bindings = [{
      type       = "serviceBusTrigger"
      direction  = "in"
      name       = "event"
      queueName  = "pong"
      connection = "ServiceBus"
    }]
  })
}

resource "azurerm_servicebus_queue" "ping" {
  name         = "ping"
  namespace_id = azurerm_servicebus_namespace.orders.id
}

resource "azurerm_servicebus_queue" "pong" {
  name         = "pong"
  namespace_id = azurerm_servicebus_namespace.orders.id
}

resource "azurerm_servicebus_namespace" "orders" {
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location
  sku                 = "Premium"
  capacity            = 1
  local_auth_enabled  = false

  premium_messaging_partitions = 1
}

resource "azurerm_linux_function_app" "ping" {
  name                          = "ping"
  resource_group_name           = azurerm_resource_group.orders.name
  location                      = azurerm_resource_group.orders.location
  service_plan_id               = azurerm_service_plan.orders.id
  storage_account_name          = azurerm_storage_account.orders.name
  storage_uses_managed_identity = true
  https_only                    = true

  app_settings = {
    ServiceBus__fullyQualifiedNamespace = azurerm_servicebus_namespace.orders.endpoint
  }

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

resource "azurerm_linux_function_app" "pong" {
  name                          = "pong"
  resource_group_name           = azurerm_resource_group.orders.name
  location                      = azurerm_resource_group.orders.location
  service_plan_id               = azurerm_service_plan.orders.id
  storage_account_name          = azurerm_storage_account.orders.name
  storage_uses_managed_identity = true
  https_only                    = true

  app_settings = {
    ServiceBus__fullyQualifiedNamespace = azurerm_servicebus_namespace.orders.endpoint
  }

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
