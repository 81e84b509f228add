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

resource "azurerm_api_management_api_policy" "orders" {
  api_name            = azurerm_api_management_api.orders.name
  api_management_name = azurerm_api_management.orders.name
  resource_group_name = azurerm_resource_group.orders.name

  xml_content = local.policy # want SLS208
}

locals {
  policy = <<-XML
    <policies>
      <inbound>
        <base />
        <cors allow-credentials="true">
          <allowed-origins><origin>*</origin></allowed-origins>
          <allowed-methods><method>POST</method></allowed-methods>
        </cors>
      </inbound>
      <backend><base /></backend>
      <outbound><base /></outbound>
    </policies>
  XML
}
