# Both layers.
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

  customer_managed_key {
    key_vault_key_id                  = "https://orders.vault.azure.net/keys/orders"
    identity_id                       = azurerm_user_assigned_identity.orders.id
    infrastructure_encryption_enabled = true
  }
}

resource "azurerm_user_assigned_identity" "orders" {
  name                = "orders"
  resource_group_name = "orders"
  location            = "westeurope"
}
