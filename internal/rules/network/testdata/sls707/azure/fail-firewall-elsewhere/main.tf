# The server is declared elsewhere, but who may connect to it here.
resource "azurerm_mssql_firewall_rule" "everybody" {
  name             = "everybody"
  server_id        = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/orders/providers/Microsoft.Sql/servers/orders"
  start_ip_address = "0.0.0.0" # want SLS707
  end_ip_address   = "255.255.255.255"
}
