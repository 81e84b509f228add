package azure

import (
	"maps"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
)

// Contents lists the attributes of the azurerm, azuread and azapi providers that hold a secret.
func Contents() base.Contents {
	all := base.Contents{}
	for _, family := range []base.Contents{hostContents(), channelContents()} {
		maps.Copy(all, family)
	}
	return all
}
