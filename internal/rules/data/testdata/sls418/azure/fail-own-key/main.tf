# A key of one's own alone is one layer.
resource "azurerm_servicebus_namespace" "orders" {
  name                         = "orders"
  resource_group_name          = "orders"
  location                     = "westeurope"
  sku                          = "Premium"
  capacity                     = 1
  premium_messaging_partitions = 1
  local_auth_enabled           = false

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.orders.id]
  }

  customer_managed_key { # want SLS418
    key_vault_key_id = "https://orders.vault.azure.net/keys/orders"
    identity_id      = azurerm_user_assigned_identity.orders.id
  }
}

resource "azurerm_user_assigned_identity" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
}
