# want (plan) SLS005
# A precondition does not hold, so that planning stops half way.
variable "reviewed" {
  type    = bool
  default = false
}

resource "azurerm_servicebus_namespace" "orders" {
  name                          = "example-orders"
  resource_group_name           = "orders"
  location                      = "westeurope"
  sku                           = "Premium"
  capacity                      = 1
  premium_messaging_partitions  = 1
  local_auth_enabled            = false
  public_network_access_enabled = false
  minimum_tls_version           = "1.2"

  lifecycle {
    precondition {
      condition     = var.reviewed
      error_message = "The names must be reviewed."
    }
  }
}
