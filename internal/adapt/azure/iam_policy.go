package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	rbac "github.com/slsguard/terraform-provider-slsguard/internal/iam/azure"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// accessPolicy adapts an access policy of a key vault that is a resource of its own.
func accessPolicy(r resource) {
	r.policy("", scopeOf(r, "key_vault_id"))
}

// inlinePolicies adapts the access policies that vaults hold themselves.
func (b *builder) inlinePolicies() {
	for _, vault := range b.Plan.Resources {
		if vault.Type != "azurerm_key_vault" || vault.Mode != plan.Managed {
			continue
		}
		r := b.resource(vault)
		n, _ := r.Blocks("access_policy")
		for i := range n {
			r.policy("access_policy."+base.Itoa(i)+".", b.scopeAt(vault))
		}
	}
}

// policy gives what an access policy at a path allows to whom it names.
func (r resource) policy(at string, vault rbac.Scope) {
	vault.Type = armVault
	role := &rbac.Role{Name: "access policy", Permissions: []rbac.Permission{{DataActions: policyOperations(r, at)}}}
	a := rbac.Assignment{Role: role, Scope: vault, Place: base.PlaceText(r.Place(at + "secret_permissions"))}
	l := principal(r, at+"object_id")
	r.give(l, a, (*holder).addPolicy)
}

// policyOperations turns the permissions of an access policy into the data actions that mean the same.
func policyOperations(r resource, at string) rbac.Patterns {
	var out rbac.Patterns
	for _, kind := range []struct {
		list  string
		names map[string]string
	}{
		{"secret_permissions", map[string]string{
			"get": "/secrets/getSecret/action", "set": "/secrets/setSecret/action", "delete": "/secrets/delete",
			"all": "/secrets/*",
		}},
		{"key_permissions", map[string]string{
			"get": "/keys/read", "decrypt": "/keys/decrypt/action", "encrypt": "/keys/encrypt/action",
			"unwrapkey": "/keys/unwrap/action", "wrapkey": "/keys/wrap/action", "sign": "/keys/sign/action",
			"delete": "/keys/delete", "all": "/keys/*",
		}},
	} {
		given := patterns(r, at+kind.list)
		out.Why = base.Either(out.Why, given.Why)
		for _, permission := range given.Texts {
			if op := kind.names[strings.ToLower(permission)]; op != "" {
				out.Texts = append(out.Texts, armVault+op)
			}
		}
	}
	return out
}

// byRoles tells whether the vault of a secret or key asks role assignments, and not its access policies. Unless it says
// otherwise, it asks the policies.
func (b *builder) byRoles(r *plan.Resource) model.Truth {
	byRoles, found := model.False(), false
	for _, o := range b.Plan.Resolve(r, "key_vault_id").Origins {
		if o.Resource.Type == "azurerm_key_vault" {
			v := b.resource(o.Resource)
			found = true
			for _, flag := range []string{"rbac_authorization_enabled", "enable_rbac_authorization"} {
				byRoles = byRoles.Or(model.IsTrue(v.Flag(flag)))
			}
		}
	}
	if !found {
		return model.Undecided("the vault of " + r.Address + " is not in the plan")
	}
	return byRoles
}
