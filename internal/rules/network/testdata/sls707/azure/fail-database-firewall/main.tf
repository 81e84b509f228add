resource "azurerm_mssql_firewall_rule" "orders" {
  name             = "orders"
  server_id        = azurerm_mssql_server.orders.id
  start_ip_address = "0.0.0.0" # want SLS707
  end_ip_address   = "255.255.255.255"
}

resource "azurerm_mssql_server" "orders" {
  name                          = "orders"
  resource_group_name           = "orders"
  location                      = "westeurope"
  version                       = "12.0"
  public_network_access_enabled = true # want SLS707

  azuread_administrator {
    login_username              = "dba"
    object_id                   = "00000000-0000-0000-0000-000000000000"
    azuread_authentication_only = true
  }
}
