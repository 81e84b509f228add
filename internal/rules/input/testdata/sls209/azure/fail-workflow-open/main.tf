resource "azurerm_resource_group" "orders" {
  name     = "orders"
  location = "westeurope"
}

resource "azurerm_logic_app_workflow" "orders" {
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location
}

resource "azurerm_logic_app_trigger_http_request" "orders" { # want SLS209
  name         = "orders"
  logic_app_id = azurerm_logic_app_workflow.orders.id
  schema       = jsonencode({ type = "object" })
}
