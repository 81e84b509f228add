# The script changes what is deployed, and the function could, too.
resource "azurerm_resource_deployment_script_azure_cli" "deploy" {
  name                = "deploy"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location
  version             = "2.60.0"
  retention_interval  = "P1D"
  script_content      = "az functionapp restart --ids $APP"

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.orders.id] # want SLS114
  }
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
