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

resource "azurerm_cdn_frontdoor_profile" "front" {
  name                = "front"
  resource_group_name = azurerm_resource_group.orders.name
  sku_name            = "Premium_AzureFrontDoor"
}

resource "azurerm_cdn_frontdoor_origin_group" "orders" {
  name                     = "orders"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.front.id

  load_balancing {}
}

resource "azurerm_cdn_frontdoor_origin" "orders" {
  name                           = "orders"
  cdn_frontdoor_origin_group_id  = azurerm_cdn_frontdoor_origin_group.orders.id
  certificate_name_check_enabled = true
  host_name                      = azurerm_api_management.orders.gateway_url
}

resource "azurerm_cdn_frontdoor_firewall_policy" "orders" {
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  sku_name            = azurerm_cdn_frontdoor_profile.front.sku_name
  mode                = "Prevention"
}

resource "azurerm_cdn_frontdoor_security_policy" "orders" {
  name                     = "orders"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.front.id

  security_policies {
    firewall {
      cdn_frontdoor_firewall_policy_id = azurerm_cdn_frontdoor_firewall_policy.orders.id

      association {
        patterns_to_match = ["/*"]

        domain {
          cdn_frontdoor_domain_id = azurerm_cdn_frontdoor_endpoint.orders.id
        }
      }
    }
  }
}

resource "azurerm_cdn_frontdoor_endpoint" "orders" {
  name                     = "orders"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.front.id
}
