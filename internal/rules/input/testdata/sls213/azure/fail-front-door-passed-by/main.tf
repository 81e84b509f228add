# Requests to the app's own address meet no firewall.
resource "azurerm_linux_function_app" "orders" { # want SLS213
  name                          = "orders"
  resource_group_name           = "orders"
  location                      = "westeurope"
  service_plan_id               = azurerm_service_plan.orders.id
  storage_account_name          = "ordersfunctions"
  storage_uses_managed_identity = true
  https_only                    = true

  identity {
    type = "SystemAssigned"
  }

  site_config {
    application_stack {
      python_version = "3.13"
    }
  }
}

resource "azurerm_cdn_frontdoor_profile" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  sku_name            = "Premium_AzureFrontDoor"
}

resource "azurerm_cdn_frontdoor_endpoint" "orders" {
  name                     = "orders"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.orders.id
}

resource "azurerm_cdn_frontdoor_origin_group" "orders" {
  name                     = "orders"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.orders.id

  load_balancing {}
}

resource "azurerm_cdn_frontdoor_origin" "orders" {
  name                           = "orders"
  cdn_frontdoor_origin_group_id  = azurerm_cdn_frontdoor_origin_group.orders.id
  host_name                      = azurerm_linux_function_app.orders.default_hostname
  origin_host_header             = azurerm_linux_function_app.orders.default_hostname
  certificate_name_check_enabled = true
}

resource "azurerm_cdn_frontdoor_route" "orders" {
  name                          = "orders"
  cdn_frontdoor_endpoint_id     = azurerm_cdn_frontdoor_endpoint.orders.id
  cdn_frontdoor_origin_group_id = azurerm_cdn_frontdoor_origin_group.orders.id
  cdn_frontdoor_origin_ids      = [azurerm_cdn_frontdoor_origin.orders.id]
  patterns_to_match             = ["/*"]
  supported_protocols           = ["Https"]
  https_redirect_enabled        = false
  forwarding_protocol           = "HttpsOnly"
}

resource "azurerm_service_plan" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "EP1"
}
