resource "azurerm_resource_group" "orders" {
  name     = "orders"
  location = "westeurope"
}

resource "azurerm_api_management" "orders" {
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location
  publisher_name      = "Orders"
  publisher_email     = "orders@example.com"
  sku_name            = "Developer_1"
}

resource "azurerm_api_management_api" "orders" {
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  api_management_name = azurerm_api_management.orders.name
  revision            = "1"
  display_name        = "Orders"
  path                = "orders"
  protocols           = ["https"]
}

resource "azurerm_api_management_api_diagnostic" "orders" {
  identifier               = "applicationinsights"
  resource_group_name      = azurerm_resource_group.orders.name
  api_management_name      = azurerm_api_management.orders.name
  api_name                 = azurerm_api_management_api.orders.name
  api_management_logger_id = azurerm_api_management_logger.orders.id

  frontend_request {
    body_bytes = 0
  }
}

resource "azurerm_api_management_logger" "orders" {
  name                = "orders"
  api_management_name = azurerm_api_management.orders.name
  resource_group_name = azurerm_resource_group.orders.name
}
