resource "azurerm_security_center_subscription_pricing" "apps" {
  resource_type = "AppServices"
  tier          = "Free" # want SLS509
}
