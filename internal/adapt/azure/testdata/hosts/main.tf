locals {
  group = "orders"
}

resource "azurerm_storage_account" "orders" {
  name                     = "orders"
  resource_group_name      = local.group
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

resource "azurerm_storage_container" "releases" {
  name               = "releases"
  storage_account_id = azurerm_storage_account.orders.id
}

resource "azurerm_storage_queue" "orders" {
  name               = "orders"
  storage_account_id = azurerm_storage_account.orders.id
}

resource "azurerm_storage_queue" "done" {
  name               = "done"
  storage_account_id = azurerm_storage_account.orders.id
}

resource "azurerm_service_plan" "fixed" {
  name                = "fixed"
  resource_group_name = local.group
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "P1v3"
  worker_count        = 3
}

resource "azurerm_service_plan" "elastic" {
  name                         = "elastic"
  resource_group_name          = local.group
  location                     = "westeurope"
  os_type                      = "Linux"
  sku_name                     = "EP1"
  maximum_elastic_worker_count = 7
}

resource "azurerm_service_plan" "consumption" {
  name                = "consumption"
  resource_group_name = local.group
  location            = "westeurope"
  os_type             = "Windows"
  sku_name            = "Y1"
}

resource "azurerm_subnet" "functions" {
  name                 = "functions"
  resource_group_name  = local.group
  virtual_network_name = "orders"
  address_prefixes     = ["10.0.1.0/26"]
}

# Everything as the provider has it by default.
resource "azurerm_linux_function_app" "plain" {
  name                       = "plain"
  resource_group_name        = local.group
  location                   = "westeurope"
  service_plan_id            = azurerm_service_plan.fixed.id
  storage_account_name       = azurerm_storage_account.orders.name
  storage_account_access_key = azurerm_storage_account.orders.primary_access_key

  site_config {
    application_stack {
      dotnet_version              = "8.0"
      use_dotnet_isolated_runtime = true
    }
  }
}

# Everything closed.
resource "azurerm_linux_function_app" "closed" {
  name                                           = "closed"
  resource_group_name                            = local.group
  location                                       = "westeurope"
  service_plan_id                                = azurerm_service_plan.elastic.id
  storage_account_name                           = azurerm_storage_account.orders.name
  storage_uses_managed_identity                  = true
  https_only                                     = true
  client_certificate_enabled                     = true
  client_certificate_mode                        = "Required"
  functions_extension_version                    = "~3"
  ftp_publish_basic_authentication_enabled       = false
  webdeploy_publish_basic_authentication_enabled = false
  virtual_network_subnet_id                      = azurerm_subnet.functions.id

  app_settings = {
    AzureFunctionsJobHost__functionTimeout = "00:10:00"
    APPLICATIONINSIGHTS_CONNECTION_STRING  = "InstrumentationKey=00000000-0000-0000-0000-000000000000"
    DB_PASSWORD                            = "@Microsoft.KeyVault(VaultName=orders;SecretName=db)"
    Queues__accountName                    = azurerm_storage_account.orders.name
    WEBSITE_RUN_FROM_PACKAGE               = "${azurerm_storage_account.orders.primary_blob_endpoint}${azurerm_storage_container.releases.name}/orders.zip"
  }

  auth_settings_v2 {
    auth_enabled           = true
    require_authentication = true
    unauthenticated_action = "Return401"
    excluded_paths         = ["/api/health"]

    active_directory_v2 {
      client_id            = "orders"
      tenant_auth_endpoint = "https://login.microsoftonline.com/common/v2.0"
    }

    login {}
  }

  identity {
    type = "SystemAssigned"
  }

  site_config {
    ftps_state                    = "FtpsOnly"
    http2_enabled                 = true
    minimum_tls_version           = "1.3"
    remote_debugging_enabled      = true
    vnet_route_all_enabled        = true
    ip_restriction_default_action = "Deny"
    scm_use_main_ip_restriction   = true

    ip_restriction {
      ip_address = "203.0.113.0/24"
    }

    cors {
      allowed_origins     = ["https://shop.example.com"]
      support_credentials = true
    }

    application_stack {
      python_version = "3.12"
    }
  }

  storage_account {
    name         = "models"
    type         = "AzureFiles"
    account_name = azurerm_storage_account.orders.name
    access_key   = azurerm_storage_account.orders.primary_access_key
    share_name   = "models"
  }
}

# The first rule that fits decides: everyone, before anyone is refused.
resource "azurerm_linux_function_app" "first" {
  name                          = "first"
  resource_group_name           = local.group
  location                      = "westeurope"
  service_plan_id               = azurerm_service_plan.elastic.id
  storage_account_name          = azurerm_storage_account.orders.name
  storage_uses_managed_identity = true

  site_config {
    ip_restriction_default_action = "Deny"

    ip_restriction {
      ip_address = "0.0.0.0/0"
      action     = "Deny"
      priority   = 200
    }

    ip_restriction {
      ip_address = "0.0.0.0/0"
      action     = "Allow"
      priority   = 100
    }

    application_stack {
      node_version = "22"
    }
  }
}

# Rules, but what they are not about is let in.
resource "azurerm_windows_function_app" "loose" {
  name                          = "loose"
  resource_group_name           = local.group
  location                      = "westeurope"
  service_plan_id               = azurerm_service_plan.consumption.id
  storage_account_name          = azurerm_storage_account.orders.name
  storage_uses_managed_identity = true

  auth_settings_v2 {
    auth_enabled           = true
    unauthenticated_action = "AllowAnonymous"

    login {
      validate_nonce = false
    }
  }

  site_config {
    ip_restriction {
      service_tag = "AzureFrontDoor.Backend"
    }

    application_stack {
      java_version = "1.8"
    }
  }
}

# Everybody's Front Door.
resource "azurerm_windows_function_app" "fronted" {
  name                          = "fronted"
  resource_group_name           = local.group
  location                      = "westeurope"
  service_plan_id               = azurerm_service_plan.consumption.id
  storage_account_name          = azurerm_storage_account.orders.name
  storage_uses_managed_identity = true

  site_config {
    ip_restriction_default_action = "Deny"

    ip_restriction {
      service_tag = "AzureFrontDoor.Backend"
    }

    application_stack {
      dotnet_version = "v4.0"
    }
  }
}

resource "azurerm_linux_function_app_slot" "next" {
  name                          = "next"
  function_app_id               = azurerm_linux_function_app.closed.id
  storage_account_name          = azurerm_storage_account.orders.name
  storage_uses_managed_identity = true

  site_config {
    application_stack {
      docker {
        registry_url = "orders.azurecr.io"
        image_name   = "orders"
        image_tag    = "latest"
      }
    }
  }
}

resource "azurerm_function_app" "former" {
  name                       = "former"
  resource_group_name        = local.group
  location                   = "westeurope"
  app_service_plan_id        = "fixed"
  storage_account_name       = azurerm_storage_account.orders.name
  storage_account_access_key = azurerm_storage_account.orders.primary_access_key

  site_config {
    linux_fx_version = "DOCKER|orders.azurecr.io/orders@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
  }
}

resource "azurerm_function_app_flex_consumption" "flex" {
  name                        = "flex"
  resource_group_name         = local.group
  location                    = "westeurope"
  service_plan_id             = azurerm_service_plan.elastic.id
  runtime_name                = "dotnet-isolated"
  runtime_version             = "10.0"
  storage_container_type      = "blobContainer"
  storage_container_endpoint  = "${azurerm_storage_account.orders.primary_blob_endpoint}${azurerm_storage_container.releases.name}"
  storage_authentication_type = "StorageAccountConnectionString"
  storage_access_key          = azurerm_storage_account.orders.primary_access_key
  virtual_network_subnet_id   = azurerm_subnet.functions.id

  site_config {}
}

resource "azurerm_linux_web_app" "shop" {
  name                          = "shop"
  resource_group_name           = local.group
  location                      = "westeurope"
  service_plan_id               = azurerm_service_plan.fixed.id
  public_network_access_enabled = false

  connection_string {
    name  = "Orders"
    type  = "SQLAzure"
    value = "Server=tcp:orders.example.com;Password=aX9!kq27Lz-Wm4tR;"
  }

  site_config {
    application_stack {
      node_version = "20-lts"
    }
  }
}

resource "azurerm_function_app_function" "submit" {
  name            = "submit"
  function_app_id = azurerm_linux_function_app.plain.id
  config_json = jsonencode({
    bindings = [
      { type = "httpTrigger", direction = "in", name = "req", authLevel = "anonymous", methods = ["post"], route = "orders/submit" },
      { type = "queue", direction = "out", name = "order", queueName = azurerm_storage_queue.orders.name },
    ]
  })
}

resource "azurerm_function_app_function" "health" {
  name            = "health"
  function_app_id = azurerm_linux_function_app.closed.id
  config_json = jsonencode({
    bindings = [{ type = "httpTrigger", direction = "in", name = "req", authLevel = "function", methods = ["get", "head"] }]
  })
}

resource "azurerm_function_app_function" "status" {
  name            = "status"
  function_app_id = azurerm_linux_function_app.closed.id
  config_json = jsonencode({
    bindings = [{ type = "httpTrigger", direction = "in", name = "req", authLevel = "anonymous" }]
  })
}

resource "azurerm_function_app_function" "process" {
  name            = "process"
  function_app_id = azurerm_linux_function_app.closed.id
  config_json = jsonencode({
    bindings = [
      { type = "queueTrigger", direction = "in", name = "order", queueName = "orders", connection = "Queues" },
      { type = "queue", direction = "out", name = "done", queueName = azurerm_storage_queue.done.name, connection = "Queues" },
    ]
  })
}

resource "azurerm_function_app_function" "release" {
  name            = "release"
  function_app_id = azurerm_linux_function_app.closed.id
  enabled         = false
  config_json = jsonencode({
    bindings = [{ type = "blobTrigger", direction = "in", name = "blob", path = "releases/new/{name}", connection = "Queues" }]
  })
}

resource "azurerm_function_app_function" "nightly" {
  name            = "nightly"
  function_app_id = azurerm_linux_function_app.closed.id
  config_json = jsonencode({
    bindings = [{ type = "timerTrigger", direction = "in", name = "timer", schedule = "0 0 3 * * *" }]
  })
}

resource "azurerm_logic_app_standard" "workflows" {
  name                       = "workflows"
  resource_group_name        = local.group
  location                   = "westeurope"
  app_service_plan_id        = azurerm_service_plan.elastic.id
  storage_account_name       = azurerm_storage_account.orders.name
  storage_account_access_key = azurerm_storage_account.orders.primary_access_key
  public_network_access      = "Disabled"

  identity {
    type = "SystemAssigned"
  }

  site_config {
    min_tls_version = "1.1"
  }
}
