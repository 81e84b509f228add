package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// unlimitedPolicies notes on vaults which access policies give every permission on their secrets. What they mean for the
// identities of the plan stands with the other permissions (iam_policy.go).
func (b *builder) unlimitedPolicies() {
	for _, res := range b.Plan.Resources {
		if res.Mode != plan.Managed {
			continue
		}
		r := b.resource(res)
		switch res.Type {
		case "azurerm_key_vault":
			v, _ := base.Own[*model.Vault](r)
			n, _ := r.Blocks("access_policy")
			for i := range n {
				noteUnlimited(r, "access_policy."+base.Itoa(i)+".secret_permissions", v, model.True())
			}
		case "azurerm_key_vault_access_policy":
			l := base.Link[*model.Vault](r, "key_vault_id")
			for _, v := range l.To {
				noteUnlimited(r, "secret_permissions", v, l.ToOne())
			}
		}
	}
}

func noteUnlimited(r resource, path string, v *model.Vault, certain model.Truth) {
	every := r.Strs(path).Match(everyPermission)
	if v == nil || model.Never(every) {
		return
	}
	v.Unlimited = append(v.Unlimited, &model.Grant{Place: r.Place(path), Wildcard: true, Certain: every.And(certain)})
}

// everyPermission tells whether a list holds all permissions on secrets ("Assign a Key Vault access policy").
func everyPermission(list []string) bool {
	given := map[string]bool{}
	for _, p := range list {
		given[strings.ToLower(p)] = true
	}
	if given["all"] {
		return true
	}
	for _, p := range []string{"backup", "delete", "get", "list", "purge", "recover", "restore", "set"} {
		if !given[p] {
			return false
		}
	}
	return true
}
