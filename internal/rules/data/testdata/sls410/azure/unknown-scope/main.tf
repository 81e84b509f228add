# Whether it is one vault or more turns out when the plan is applied.
resource "azurerm_role_assignment" "orders" {
  scope                = terraform_data.scope.output # want SLS410 unknown
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_linux_function_app.orders.identity[0].principal_id
}

resource "terraform_data" "scope" {
  input = azurerm_resource_group.orders.id
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
    type = "SystemAssigned"
  }

  site_config {
    minimum_tls_version = "1.2"

    application_stack {
      python_version = "3.13"
    }
  }
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
