# Whom it lets in turns out when the plan is applied.
resource "azurerm_federated_identity_credential" "orders" {
  name                      = "orders"
  user_assigned_identity_id = azurerm_user_assigned_identity.orders.id
  issuer                    = "https://cluster.example.com"
  subject                   = terraform_data.subject.output # want SLS111 unknown
  audience                  = ["api://AzureADTokenExchange"]
}

resource "terraform_data" "subject" {
  input = "system:serviceaccount:orders:worker"
}

resource "azurerm_linux_function_app" "orders" {
  name                          = "orders"
  resource_group_name           = azurerm_resource_group.orders.name
  location                      = azurerm_resource_group.orders.location
  service_plan_id               = azurerm_service_plan.orders.id
  storage_account_name          = azurerm_storage_account.orders.name
  storage_uses_managed_identity = true
  https_only                    = true

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.orders.id]
  }

  site_config {
    minimum_tls_version = "1.2"

    application_stack {
      python_version = "3.13"
    }
  }
}

resource "azurerm_user_assigned_identity" "orders" {
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location
}

resource "azurerm_service_plan" "orders" {
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location
  os_type             = "Linux"
  sku_name            = "EP1"
}

resource "azurerm_storage_account" "orders" {
  name                            = "orders"
  resource_group_name             = azurerm_resource_group.orders.name
  location                        = azurerm_resource_group.orders.location
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
}

resource "azurerm_resource_group" "orders" {
  name     = "orders"
  location = "westeurope"
}
