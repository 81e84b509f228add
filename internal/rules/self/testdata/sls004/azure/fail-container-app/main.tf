# Container apps run code as functions do, and this version does not judge them.
resource "azurerm_container_app" "orders" { # want SLS004
  name                         = "orders"
  resource_group_name          = "orders"
  container_app_environment_id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/orders/providers/Microsoft.App/managedEnvironments/orders"
  revision_mode                = "Single"

  template {
    container {
      name   = "orders"
      image  = "example.azurecr.io/orders@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      cpu    = 0.25
      memory = "0.5Gi"
    }
  }
}
