# The other function sends everything through the network; this one, which anyone may call, does not.
resource "azurerm_linux_function_app" "orders" {
  name                          = "orders"
  resource_group_name           = azurerm_resource_group.orders.name
  location                      = azurerm_resource_group.orders.location
  service_plan_id               = azurerm_service_plan.orders.id
  storage_account_name          = azurerm_storage_account.orders.name
  storage_uses_managed_identity = true
  https_only                    = true

  virtual_network_subnet_id = azurerm_subnet.apps.id

  identity {
    type = "SystemAssigned"
  }

  site_config {
    minimum_tls_version    = "1.2"
    vnet_route_all_enabled = false # want SLS908

    application_stack {
      python_version = "3.13"
    }
  }
}

resource "azurerm_function_app_function" "submit" {
  name            = "submit"
  function_app_id = azurerm_linux_function_app.orders.id
  language        = "Python"
  config_json = jsonencode({ # want SLS101
    bindings = [{
      type      = "httpTrigger"
      direction = "in"
      name      = "req"
      authLevel = "anonymous"
      methods   = ["post"]
    }]
  })
}

resource "azurerm_role_assignment" "orders" {
  scope                = azurerm_key_vault.orders.id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_linux_function_app.orders.identity[0].principal_id
}

data "azurerm_client_config" "current" {}

resource "azurerm_key_vault" "orders" {
  name                       = "orders"
  resource_group_name        = azurerm_resource_group.orders.name
  location                   = azurerm_resource_group.orders.location
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  sku_name                   = "standard"
  rbac_authorization_enabled = true
  purge_protection_enabled   = true
}

resource "azurerm_key_vault_secret" "orders" {
  name             = "orders"
  key_vault_id     = azurerm_key_vault.orders.id
  value_wo         = var.secret
  value_wo_version = 1
}

variable "secret" {
  type      = string
  sensitive = true
  default   = null
}

resource "azurerm_linux_function_app" "bills" {
  name                          = "bills"
  resource_group_name           = azurerm_resource_group.orders.name
  location                      = azurerm_resource_group.orders.location
  service_plan_id               = azurerm_service_plan.orders.id
  storage_account_name          = azurerm_storage_account.orders.name
  storage_uses_managed_identity = true
  https_only                    = true

  virtual_network_subnet_id = azurerm_subnet.apps.id

  identity {
    type = "SystemAssigned"
  }

  site_config {
    minimum_tls_version    = "1.2"
    vnet_route_all_enabled = true

    application_stack {
      python_version = "3.13"
    }
  }
}

resource "azurerm_subnet" "apps" {
  name                 = "apps"
  resource_group_name  = azurerm_resource_group.orders.name
  virtual_network_name = azurerm_virtual_network.orders.name
  address_prefixes     = ["10.0.1.0/24"]

  delegation {
    name = "apps"

    service_delegation {
      name = "Microsoft.Web/serverFarms"
    }
  }
}

resource "azurerm_virtual_network" "orders" {
  name                = "orders"
  resource_group_name = azurerm_resource_group.orders.name
  location            = azurerm_resource_group.orders.location
  address_space       = ["10.0.0.0/16"]
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
