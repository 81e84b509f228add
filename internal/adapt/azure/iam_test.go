package azure

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/source"
)

// readIdentities adapts the plan of testdata/identities, with the HCL that it was made from or without it.
func readIdentities(t *testing.T, withHCL bool) *model.System {
	t.Helper()
	dir := filepath.Join("testdata", "identities")
	p, err := plan.ReadFile(context.Background(), filepath.Join(dir, "plan.json"), plan.Options{Keep: Keeper()})
	if err != nil {
		t.Fatal(err)
	}
	if withHCL {
		tree, err := source.Open(context.Background(), dir)
		if err != nil {
			t.Fatal(err)
		}
		p.SetLocals(tree)
		p.SetTemplates(tree)
	}
	sys := &model.System{}
	shared := base.Share(Contents())
	base.Adapt(p, sys, shared, Adapter(p, sys, shared))
	return sys
}

// object finds anything that permissions can be about.
func object(t *testing.T, sys *model.System, address string) model.Object {
	t.Helper()
	var all []model.Object
	for _, c := range sys.Channels {
		all = append(all, c)
	}
	for _, s := range sys.Secrets {
		all = append(all, s)
	}
	for _, f := range sys.Functions {
		all = append(all, f)
	}
	return one(t, all, address)
}

func TestMay(t *testing.T) {
	const app, uai = "azurerm_linux_function_app.system", "azurerm_user_assigned_identity."
	for _, withHCL := range []bool{true, false} {
		sys := readIdentities(t, withHCL)
		for _, c := range []struct {
			identity string
			ability  model.Ability
			object   string
			want     string // the start of it
		}{
			{app, model.Publish, "azurerm_storage_container.orders", "true"},
			{app, model.Publish, "azurerm_storage_container.bills", "false"},
			{app, model.Publish, "azurerm_storage_queue.orders", "false"},
			{app, model.UpdateCode, "azurerm_linux_function_app.none", "true"},
			{app, model.UpdateCode, app, "false"},
			{app, model.Read, "azurerm_key_vault_secret.policies", "false"},
			{app, model.Publish, "azurerm_key_vault_secret.policies", "true"},
			{app, model.Read, "azurerm_cosmosdb_account.shop", "true"},
			{uai + "policy", model.Read, "azurerm_key_vault_secret.policies", "true"},
			{uai + "policy", model.Read, "azurerm_key_vault_secret.roles", "false"},
			{uai + "policy", model.Read, "azurerm_storage_container.orders", "true"},
			{uai + "policy", model.Read, "azurerm_storage_container.bills", "false"},
			{uai + "policy", model.Read, "azurerm_storage_account.shop", "unknown: the condition of"},
			{uai + "member", model.Publish, "azurerm_servicebus_queue.orders", "true"},
			{uai + "member", model.Read, "azurerm_servicebus_queue.orders", "false"},
			{uai + "member", model.Read, "azurerm_key_vault_secret.roles", "true"},
			{uai + "member", model.Read, "azurerm_key_vault_secret.policies", "false"},
			{uai + "bare", model.Read, "azurerm_storage_container.orders", "false"},
			{uai + "open", model.Read, "azurerm_storage_container.orders", "unknown: role Shop Worker"},
			{uai + `either["a"]`, model.Publish, "azurerm_storage_queue.orders", "unknown"},
			{uai + `either["b"]`, model.Publish, "azurerm_storage_queue.orders", "unknown"},
			{uai + `either["b"]`, model.Publish, "azurerm_storage_container.orders", "false"},
		} {
			id := one(t, sys.Identities, c.identity)
			got := id.May(c.ability, object(t, sys, c.object))
			if !strings.HasPrefix(got.Allowed.String(), c.want) {
				t.Errorf("HCL %v: %s may %s %s: %s, want %s", withHCL, c.identity, c.ability, c.object, got.Allowed, c.want)
			}
			if model.Certainly(got.Allowed) && (got.Place.Address() == "" || got.Note == "") {
				t.Errorf("%s may %s %s: nothing says why: %+v", c.identity, c.ability, c.object, got)
			}
		}
	}
}

// TestReach holds the index to the evaluator: what may be done for certain must be among what is reached.
func TestReach(t *testing.T) {
	sys := readIdentities(t, true)
	for _, id := range sys.Identities {
		for _, a := range []model.Ability{model.Read, model.Publish, model.UpdateCode, model.Assume} {
			reach := id.Reach(a)
			for _, c := range sys.Channels {
				if model.Certainly(id.May(a, c).Allowed) && !reached(reach, c) {
					t.Errorf("%s may %s %s, which it does not reach", id.Address, a, c.Address)
				}
			}
			for _, f := range sys.Functions {
				if model.Certainly(id.May(a, f).Allowed) && !reached(reach, f) {
					t.Errorf("%s may %s %s, which it does not reach", id.Address, a, f.Address)
				}
			}
		}
	}
}

func reached(r model.Reach, o model.Object) bool {
	lists := r.Named
	for _, set := range r.All {
		lists = append(lists, set.Objects)
	}
	return slices.ContainsFunc(lists, func(list []model.Object) bool { return slices.Contains(list, o) })
}

func TestIdentitiesOf(t *testing.T) {
	sys := readIdentities(t, true)
	f := one(t, sys.Functions, "azurerm_linux_function_app.system")
	main, ok := f.Identity.One()
	if !ok || !main.Own || main.Address != f.Address || len(main.Users) != 1 {
		t.Errorf("its own identity is %+v", f.Identity)
	}
	var more []string
	for _, l := range f.MoreIdentities {
		more = append(more, target(l))
	}
	if want := []string{"azurerm_user_assigned_identity.policy", "azurerm_user_assigned_identity.member"}; !slices.Equal(more, want) {
		t.Errorf("further identities are %v, want %v", more, want)
	}
	if none := one(t, sys.Functions, "azurerm_linux_function_app.none"); !model.Never(none.Identity.IsSet()) {
		t.Errorf("an app without an identity has %+v", none.Identity)
	}
}

func TestIdentityFacts(t *testing.T) {
	sys := readIdentities(t, true)
	for _, c := range []struct {
		address, incomplete string
		bare                bool
		powers              []string
	}{
		{"azurerm_linux_function_app.system", "", false, []string{
			"change code: Website Contributor on azurerm_linux_function_app.none at azurerm_role_assignment.website#role_definition_id",
		}},
		{"azurerm_user_assigned_identity.member", "", false, []string{
			`any resource: Azure Service Bus Data Sender on resource group "shop" at azurerm_role_assignment.group#scope`,
		}},
		{"azurerm_user_assigned_identity.bare", "", true, nil},
		{"azurerm_user_assigned_identity.open", "role Shop Worker is not declared in this plan", false, nil},
	} {
		id := one(t, sys.Identities, c.address)
		var powers []string
		for _, p := range id.AllPowers() {
			powers = append(powers, fmt.Sprintf("%s: %s at %s#%s", p.Kind, p.Note, p.Place.Address(), p.Place.Attribute()))
		}
		if id.Incomplete != c.incomplete || id.Bare != c.bare || !slices.Equal(powers, c.powers) {
			t.Errorf("%s: incomplete %q, bare %v, powers %q", c.address, id.Incomplete, id.Bare, powers)
		}
	}
}

func TestFederatedCredentialsAreTrust(t *testing.T) {
	id := one(t, readIdentities(t, true).Identities, "azurerm_user_assigned_identity.policy")
	if len(id.Trust) != 1 {
		t.Fatalf("%d grants", len(id.Trust))
	}
	g := id.Trust[0]
	if g.Principal.Kind != model.Federated || g.Principal.Text != "https://token.actions.githubusercontent.com" {
		t.Errorf("trusts %+v", g.Principal)
	}
	if !model.Never(g.LimitedBy(model.Subject)) || !model.Certainly(g.LimitedBy(model.Audience)) {
		t.Errorf("a wildcard for the repository limits it: %+v", g.Limits)
	}
}

func TestScopes(t *testing.T) {
	for _, c := range []struct{ text, typ, level, words string }{
		{"/subscriptions/0000", "", "subscription", `subscription "0000"`},
		{"/subscriptions/0000/resourceGroups/shop", "", "resource group", `resource group "shop"`},
		{"/providers/Microsoft.Management/managementGroups/all", "", "management group", `management group "all"`},
		{"/", "", "tenant", "the tenant"},
		{
			"/subscriptions/0000/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/shop",
			"Microsoft.Storage/storageAccounts", "resource", `"shop"`,
		},
		{
			"/subscriptions/0000/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/shop/blobServices/default/containers/orders",
			"Microsoft.Storage/storageAccounts/blobServices/containers", "resource", `"orders"`,
		},
		{"/subscriptions", "", "tenant", "the tenant"},
		{"/subscriptions/0000/providers/", "", "subscription", `subscription "0000"`},
	} {
		s := textScope(c.text)
		if s.Level.String() != c.level || s.Type != c.typ || s.Text != c.words {
			t.Errorf("%s: %s %s %s", c.text, s.Level, s.Type, s.Text)
		}
	}
}

func FuzzTextScope(f *testing.F) {
	f.Add("/subscriptions/0/resourceGroups/g/providers/Microsoft.Web/sites/x")
	f.Add("/providers/")
	f.Fuzz(func(_ *testing.T, text string) { textScope(text) })
}
