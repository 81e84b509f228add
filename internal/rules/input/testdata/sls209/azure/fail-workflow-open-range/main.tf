resource "azurerm_resource_group" "orders" {
  name     = "orders"
  location = "westeurope"
}

resource "azurerm_logic_app_workflow" "orders" {
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location

  access_control {
    trigger {
      allowed_caller_ip_address_range = ["0.0.0.0/0"]
    }
  }
}

resource "azurerm_logic_app_trigger_http_request" "orders" { # want SLS209
  name         = "orders"
  logic_app_id = azurerm_logic_app_workflow.orders.id
  schema       = jsonencode({ type = "object" })
}
