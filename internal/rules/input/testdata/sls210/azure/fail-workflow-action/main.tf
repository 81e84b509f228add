resource "azurerm_resource_group" "orders" {
  name     = "orders"
  location = "westeurope"
}

resource "azurerm_logic_app_workflow" "orders" {
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location
}

resource "azurerm_logic_app_action_http" "notify" {
  name         = "notify"
  logic_app_id = azurerm_logic_app_workflow.orders.id
  method       = "POST"
  uri          = "http://partner.example.com/hook" # want SLS210
}
