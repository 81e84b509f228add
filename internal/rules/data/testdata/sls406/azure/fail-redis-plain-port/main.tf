resource "azurerm_redis_cache" "sessions" {
  name                          = "sessions"
  resource_group_name           = "orders"
  location                      = "westeurope"
  capacity                      = 1
  family                        = "C"
  sku_name                      = "Standard"
  minimum_tls_version           = "1.2"
  non_ssl_port_enabled          = true # want SLS406
  public_network_access_enabled = false
}
