resource "terraform_data" "admin" {
  input = false
}

resource "azurerm_container_registry" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  sku                 = "Premium"
  admin_enabled       = terraform_data.admin.output # want SLS308 unknown
}
