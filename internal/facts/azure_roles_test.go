package facts

import (
	"slices"
	"strings"
	"testing"
)

func TestFindAzureRole(t *testing.T) {
	tests := []struct {
		role, name string
		known      bool
	}{
		{"Owner", "Owner", true},
		{"storage blob data READER", "Storage Blob Data Reader", true},
		{"b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor", true},
		{"/subscriptions/0/providers/Microsoft.Authorization/roleDefinitions/8E3AF657-A8FF-443C-A75C-2FE8C4BCB635", "Owner", true},
		{"/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", true},
		{"/subscriptions/0/Owner", "", false},
		{"Orders Deployer", "", false},
		{"", "", false},
		{"/", "", false},
	}
	for _, tt := range tests {
		role, known := FindAzureRole(tt.role)
		if known != tt.known || role.Name != tt.name {
			t.Errorf("%q: %q, %v; want %q, %v", tt.role, role.Name, known, tt.name, tt.known)
		}
	}
}

func TestAzureRolePermissions(t *testing.T) {
	tests := []struct {
		role string
		list func(AzurePermission) []string
		has  string
	}{
		{"Owner", actionsOf, "*"},
		{"Contributor", notActionsOf, "Microsoft.Authorization/*/Write"},
		{"Key Vault Secrets User", dataActionsOf, "Microsoft.KeyVault/vaults/secrets/getSecret/action"},
		{"Azure Service Bus Data Sender", dataActionsOf, "Microsoft.ServiceBus/*/send/action"},
		{"Website Contributor", actionsOf, "Microsoft.Web/sites/*"},
		{"Key Vault Data Access Administrator", actionsOf, "Microsoft.Authorization/roleAssignments/write"},
	}
	for _, tt := range tests {
		role, _ := FindAzureRole(tt.role)
		if len(role.Permissions) == 0 || !slices.Contains(tt.list(role.Permissions[0]), tt.has) {
			t.Errorf("%s: no %s in %+v", tt.role, tt.has, role.Permissions)
		}
	}
	guarded, _ := FindAzureRole("Key Vault Data Access Administrator")
	if !strings.Contains(guarded.Permissions[0].Condition, "ActionMatches{") {
		t.Errorf("Key Vault Data Access Administrator has condition %q", guarded.Permissions[0].Condition)
	}
	if several, _ := FindAzureRole("Azure Sphere Owner"); len(several.Permissions) < 2 {
		t.Error("Azure Sphere Owner has one permission, want several")
	}
}

func actionsOf(p AzurePermission) []string     { return p.Actions }
func notActionsOf(p AzurePermission) []string  { return p.NotActions }
func dataActionsOf(p AzurePermission) []string { return p.DataActions }

func TestEveryAzureRoleIsFound(t *testing.T) {
	names := AzureRoleNames()
	if len(names) != 928 {
		t.Errorf("the table holds %d roles, want the source's 928", len(names))
	}
	for _, name := range names {
		role, ok := FindAzureRole(strings.ToUpper(name))
		again, found := FindAzureRole(role.ID)
		if !ok || !found || again.Name != name {
			t.Errorf("%s: by GUID %s found %q", name, role.ID, again.Name)
		}
	}
}
