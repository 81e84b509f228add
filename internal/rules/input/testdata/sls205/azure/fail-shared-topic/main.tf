# Two functions send to the topic, and what billing reads takes the messages of both.
resource "azurerm_servicebus_subscription" "billing" { # want SLS205
  name               = "billing"
  topic_id           = azurerm_servicebus_topic.orders.id
  max_delivery_count = 10
}

resource "azurerm_servicebus_namespace" "orders" {
  name                         = "orders"
  resource_group_name          = "orders"
  location                     = "westeurope"
  sku                          = "Premium"
  capacity                     = 1
  premium_messaging_partitions = 1
  local_auth_enabled           = false
}

resource "azurerm_servicebus_topic" "orders" {
  name         = "orders"
  namespace_id = azurerm_servicebus_namespace.orders.id
}

resource "azurerm_role_assignment" "shop" {
  scope                = azurerm_servicebus_topic.orders.id
  role_definition_name = "Azure Service Bus Data Sender"
  principal_id         = azurerm_linux_function_app.shop.identity[0].principal_id
}

resource "azurerm_role_assignment" "returns" {
  scope                = azurerm_servicebus_topic.orders.id
  role_definition_name = "Azure Service Bus Data Sender"
  principal_id         = azurerm_linux_function_app.returns.identity[0].principal_id
}

resource "azurerm_linux_function_app" "shop" {
  name                                           = "shop"
  resource_group_name                            = "orders"
  location                                       = "westeurope"
  service_plan_id                                = azurerm_service_plan.orders.id
  storage_account_name                           = azurerm_storage_account.orders.name
  storage_uses_managed_identity                  = true
  https_only                                     = true
  ftp_publish_basic_authentication_enabled       = false
  webdeploy_publish_basic_authentication_enabled = false

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

resource "azurerm_linux_function_app" "returns" {
  name                                           = "returns"
  resource_group_name                            = "orders"
  location                                       = "westeurope"
  service_plan_id                                = azurerm_service_plan.orders.id
  storage_account_name                           = azurerm_storage_account.orders.name
  storage_uses_managed_identity                  = true
  https_only                                     = true
  ftp_publish_basic_authentication_enabled       = false
  webdeploy_publish_basic_authentication_enabled = false

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
