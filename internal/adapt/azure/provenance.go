package azure

import "github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"

// Contents lists the attributes of the azurerm, azuread and azapi providers that hold a secret.
func Contents() base.Contents { return base.Contents{} }
