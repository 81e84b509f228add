# The gateway takes TLS 1.0 from clients, and offers it to what is behind.
resource "azurerm_api_management" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  publisher_name      = "Orders"
  publisher_email     = "orders@example.com"
  sku_name            = "Developer_1"

  security {
    frontend_tls10_enabled = true # want SLS314
    backend_tls10_enabled  = true
  }
}
