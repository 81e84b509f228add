data "azurerm_subscription" "current" {}

data "azurerm_client_config" "current" {}

variable "group" {
  type    = string
  default = "shared"
}

resource "azurerm_resource_group" "shop" {
  name     = "shop"
  location = "westeurope"
}

resource "azurerm_storage_account" "shop" {
  name                     = "shop"
  resource_group_name      = azurerm_resource_group.shop.name
  location                 = azurerm_resource_group.shop.location
  account_tier             = "Standard"
  account_replication_type = "LRS"
}

resource "azurerm_storage_account" "other" {
  name                     = "other"
  resource_group_name      = var.group
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}

resource "azurerm_storage_container" "orders" {
  name               = "orders"
  storage_account_id = azurerm_storage_account.shop.id
}

resource "azurerm_storage_container" "bills" {
  name               = "bills"
  storage_account_id = azurerm_storage_account.shop.id
}

resource "azurerm_storage_queue" "orders" {
  name                 = "orders"
  storage_account_name = azurerm_storage_account.shop.name
}

resource "azurerm_servicebus_namespace" "shop" {
  name                = "shop"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
  sku                 = "Standard"
}

resource "azurerm_servicebus_queue" "orders" {
  name         = "orders"
  namespace_id = azurerm_servicebus_namespace.shop.id
}

resource "azurerm_key_vault" "roles" {
  name                       = "roles"
  resource_group_name        = azurerm_resource_group.shop.name
  location                   = azurerm_resource_group.shop.location
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  sku_name                   = "standard"
  rbac_authorization_enabled = true

  # Of no effect, as the vault asks roles.
  access_policy {
    tenant_id          = data.azurerm_client_config.current.tenant_id
    object_id          = azurerm_user_assigned_identity.policy.principal_id
    secret_permissions = ["Get"]
  }
}

resource "azurerm_key_vault" "policies" {
  name                = "policies"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
  tenant_id           = data.azurerm_client_config.current.tenant_id
  sku_name            = "standard"

  access_policy {
    tenant_id          = data.azurerm_client_config.current.tenant_id
    object_id          = azurerm_user_assigned_identity.policy.principal_id
    secret_permissions = ["Get", "List"]
  }
}

resource "azurerm_key_vault_access_policy" "apart" {
  key_vault_id       = azurerm_key_vault.policies.id
  tenant_id          = data.azurerm_client_config.current.tenant_id
  object_id          = azurerm_linux_function_app.system.identity[0].principal_id
  secret_permissions = ["Set"]
}

resource "azurerm_key_vault_secret" "roles" {
  name         = "db"
  key_vault_id = azurerm_key_vault.roles.id
  value        = "from elsewhere"
}

resource "azurerm_key_vault_secret" "policies" {
  name         = "db"
  key_vault_id = azurerm_key_vault.policies.id
  value        = "from elsewhere"
}

resource "azurerm_cosmosdb_account" "shop" {
  name                = "shop"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
  offer_type          = "Standard"

  consistency_policy {
    consistency_level = "Session"
  }

  geo_location {
    location          = azurerm_resource_group.shop.location
    failover_priority = 0
  }
}

resource "azurerm_user_assigned_identity" "policy" {
  name                = "policy"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
}

resource "azurerm_user_assigned_identity" "member" {
  name                = "member"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
}

resource "azurerm_user_assigned_identity" "bare" {
  name                = "bare"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
}

resource "azurerm_user_assigned_identity" "open" {
  name                = "open"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
}

resource "azurerm_user_assigned_identity" "either" {
  for_each            = toset(["a", "b"])
  name                = each.key
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
}

resource "azurerm_service_plan" "shop" {
  name                = "shop"
  resource_group_name = azurerm_resource_group.shop.name
  location            = azurerm_resource_group.shop.location
  os_type             = "Linux"
  sku_name            = "EP1"
}

resource "azurerm_linux_function_app" "system" {
  name                          = "system"
  resource_group_name           = azurerm_resource_group.shop.name
  location                      = azurerm_resource_group.shop.location
  service_plan_id               = azurerm_service_plan.shop.id
  storage_account_name          = azurerm_storage_account.shop.name
  storage_uses_managed_identity = true

  identity {
    type         = "SystemAssigned, UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.policy.id, azurerm_user_assigned_identity.member.id]
  }

  site_config {}
}

resource "azurerm_linux_function_app" "none" {
  name                       = "none"
  resource_group_name        = var.group
  location                   = "westeurope"
  service_plan_id            = azurerm_service_plan.shop.id
  storage_account_name       = azurerm_storage_account.shop.name
  storage_account_access_key = azurerm_storage_account.shop.primary_access_key

  site_config {}
}

# The system-assigned identity: a container, and keys of the account by a path that is put together.
resource "azurerm_role_assignment" "container" {
  scope                = "${azurerm_storage_account.shop.id}/blobServices/default/containers/${azurerm_storage_container.orders.name}"
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = azurerm_linux_function_app.system.identity[0].principal_id
}

resource "azurerm_role_assignment" "website" {
  scope              = azurerm_linux_function_app.none.id
  role_definition_id = "${data.azurerm_subscription.current.id}/providers/Microsoft.Authorization/roleDefinitions/de139f84-1756-47ae-9be6-808fbbe84772"
  principal_id       = azurerm_linux_function_app.system.identity.0.principal_id
}

resource "azurerm_cosmosdb_sql_role_assignment" "items" {
  resource_group_name = azurerm_resource_group.shop.name
  account_name        = azurerm_cosmosdb_account.shop.name
  role_definition_id  = "${azurerm_cosmosdb_account.shop.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000001"
  principal_id        = azurerm_linux_function_app.system.identity[0].principal_id
  scope               = azurerm_cosmosdb_account.shop.id
}

# The group's own role goes to its members.
resource "azuread_group" "workers" {
  display_name     = "workers"
  security_enabled = true
}

resource "azuread_group_member" "member" {
  group_object_id  = azuread_group.workers.object_id
  member_object_id = azurerm_user_assigned_identity.member.principal_id
}

resource "azurerm_role_assignment" "group" {
  scope                = "${data.azurerm_subscription.current.id}/resourceGroups/${azurerm_resource_group.shop.name}"
  role_definition_name = "Azure Service Bus Data Sender"
  principal_id         = azuread_group.workers.object_id
}

resource "azurerm_role_definition" "reader" {
  name  = "reader"
  scope = data.azurerm_subscription.current.id

  permissions {
    data_actions = ["Microsoft.KeyVault/vaults/secrets/getSecret/action"]
  }
}

resource "azurerm_role_assignment" "custom" {
  scope              = azurerm_key_vault.roles.id
  role_definition_id = azurerm_role_definition.reader.role_definition_resource_id
  principal_id       = azurerm_user_assigned_identity.member.principal_id
}

# It is told by a name, but not by which.
resource "azurerm_role_assignment" "named" {
  scope                = azurerm_resource_group.shop.id
  role_definition_name = "Shop Worker"
  principal_id         = azurerm_user_assigned_identity.open.principal_id
}

resource "azurerm_role_assignment" "either" {
  scope                = azurerm_storage_account.shop.id
  role_definition_name = "Storage Queue Data Message Sender"
  principal_id         = azurerm_user_assigned_identity.either[var.group == "shared" ? "a" : "b"].principal_id
}

resource "azurerm_role_assignment" "conditional" {
  scope                = azurerm_storage_account.shop.id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azurerm_user_assigned_identity.policy.principal_id
  condition_version    = "2.0"
  condition            = "((!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'})) OR (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'orders'))"
}

resource "azurerm_federated_identity_credential" "ci" {
  name                      = "ci"
  user_assigned_identity_id = azurerm_user_assigned_identity.policy.id
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:example/*"
  audience                  = ["api://AzureADTokenExchange"]
}
