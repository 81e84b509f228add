# The gateway reaches what is behind it from a subnet.
resource "azurerm_api_management" "orders" {
  name                 = "orders"
  resource_group_name  = "orders"
  location             = "westeurope"
  publisher_name       = "Orders"
  publisher_email      = "orders@example.com"
  sku_name             = "Developer_1"
  virtual_network_type = "External"

  virtual_network_configuration {
    subnet_id = azurerm_subnet.gateway.id
  }
}

resource "azurerm_subnet" "gateway" {
  name                 = "gateway"
  resource_group_name  = "orders"
  virtual_network_name = "orders"
  address_prefixes     = ["10.0.3.0/24"]
}
