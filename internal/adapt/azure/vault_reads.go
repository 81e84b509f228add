package azure

import (
	"regexp"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// vaultReads adds the references of apps to one version of a secret: App Service follows those without a version to the
// newest one within a day ("Use Key Vault references as app settings").
func (b *builder) vaultReads() {
	pinned := regexp.MustCompile(`/secrets/[^/)]+/[0-9A-Fa-f]{32}|[;(]SecretVersion=[^;)]+`)
	for _, f := range b.Sys.Functions {
		if f.Cloud != model.Azure || !f.Managed {
			continue
		}
		for _, v := range f.Variables {
			if b.readsVersion(v, pinned) {
				b.Sys.SecretReads = append(b.Sys.SecretReads, settingRead(f, v))
			}
		}
	}
}

// readsVersion tells whether a setting refers to one version. The id of a secret names its version, its versionless_id
// does not.
func (b *builder) readsVersion(v *model.Variable, pinned *regexp.Regexp) bool {
	text, known := v.Value.Get()
	if known {
		return strings.HasPrefix(text, "@Microsoft.KeyVault(") && pinned.MatchString(text)
	}
	for _, p := range v.From {
		r, ok := b.Plan.Resource(p.Place.Address())
		if ok && v.Name != "" && r.Type == "azurerm_key_vault_secret" && p.Place.Attribute() == "id" {
			return true
		}
	}
	return false
}

func settingRead(f *model.Function, v *model.Variable) *model.SecretRead {
	at := v.Value.Place
	head := f.Head
	head.Name = model.Known(v.Name, at)
	return &model.SecretRead{
		Head: head, Version: model.UnknownSet[string]("it is a part of the reference", at), Stage: model.NotSet[string](at),
	}
}
