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
  name                  = "orders"
  resource_group_name   = azurerm_resource_group.orders.name
  api_management_name   = azurerm_api_management.orders.name
  revision              = "1"
  display_name          = "Orders"
  path                  = "orders"
  protocols             = ["https"]
  subscription_required = false
}

resource "azurerm_api_management_api_policy" "orders" {
  api_name            = azurerm_api_management_api.orders.name
  api_management_name = azurerm_api_management.orders.name
  resource_group_name = azurerm_resource_group.orders.name

  xml_content = <<-XML
    <policies>
      <inbound>
        <base />
        <validate-azure-ad-token tenant-id="8f4d2c1a-0000-4000-8000-3c1f5a7b9d10">
          <audiences><audience>api://orders</audience></audiences>
        </validate-azure-ad-token>
      </inbound>
      <backend><base /></backend>
      <outbound><base /></outbound>
    </policies>
  XML
}
