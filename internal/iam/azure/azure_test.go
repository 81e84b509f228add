package azure

import (
	"slices"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
)

func builtin(t *testing.T, name string) *Role {
	t.Helper()
	r, ok := Builtin(name)
	if !ok {
		t.Fatalf("no role %q", name)
	}
	return r
}

func TestRoleAllows(t *testing.T) {
	tests := []struct {
		role, op string
		data     bool
		want     iam.Tri
	}{
		{"Owner", "Microsoft.Authorization/roleAssignments/write", false, iam.Yes},
		{"Contributor", "Microsoft.Authorization/roleAssignments/write", false, iam.No},
		{"Contributor", "microsoft.web/SITES/write", false, iam.Yes},
		{"Contributor", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read", true, iam.No},
		{"Storage Blob Data Reader", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read", true, iam.Yes},
		{"Storage Blob Data Reader", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write", true, iam.No},
		{"Azure Service Bus Data Sender", "Microsoft.ServiceBus/namespaces/messages/send/action", true, iam.Yes},
		{"Azure Service Bus Data Sender", "Microsoft.ServiceBus/namespaces/messages/receive/action", true, iam.No},
		{"Reader", "Microsoft.Storage/storageAccounts/listKeys/action", false, iam.No},
		{"Storage Account Contributor", "Microsoft.Storage/storageAccounts/listKeys/action", false, iam.Yes},
	}
	for _, tt := range tests {
		a := &Assignment{Role: builtin(t, tt.role)}
		if got, _, _ := a.holds(Operation{tt.op, tt.data}); got != tt.want {
			t.Errorf("%s: %s is %v, want %v", tt.role, tt.op, got, tt.want)
		}
	}
}

// container is the target orders in account x in group g, in the terms that the adapter uses.
func container(name string) Target {
	return Target{Container: name, Subscription: "sub", Chain: []Node{
		{Type: "Microsoft.Storage/storageAccounts/blobServices/containers", Keys: []string{"container"}},
		{Type: "Microsoft.Storage/storageAccounts", Keys: []string{"account"}},
		{Level: ResourceGroup, Keys: []string{"group"}},
	}}
}

func writeBlobs() []Question {
	return []Question{
		{
			Operation{"Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write", true},
			"Microsoft.Storage/storageAccounts/blobServices/containers",
		},
		{Operation{"Microsoft.Storage/storageAccounts/listKeys/action", false}, "Microsoft.Storage/storageAccounts"},
	}
}

func TestMay(t *testing.T) {
	const nameIs = "((!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write'})) OR " +
		"(@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'orders'))"
	blobs, owner, keys := "Storage Blob Data Contributor", "Owner", "Storage Account Key Operator Service Role"
	tests := []struct {
		name, role string
		scope      Scope
		condition  Condition
		container  string
		want       iam.Tri
	}{
		{"the container", blobs, Scope{Keys: []string{"container"}}, Condition{}, "orders", iam.Yes},
		{"its account", blobs, Scope{Keys: []string{"account"}}, Condition{}, "orders", iam.Yes},
		{"its group", blobs, Scope{Level: ResourceGroup, Keys: []string{"group"}}, Condition{}, "orders", iam.Yes},
		{"another account", blobs, Scope{Keys: []string{"other"}}, Condition{}, "orders", iam.No},
		{"another group", blobs, Scope{Level: ResourceGroup, Keys: []string{"other"}}, Condition{}, "orders", iam.No},
		{"the subscription", blobs, Scope{Level: Subscription}, Condition{}, "orders", iam.Yes},
		{"another subscription", blobs, Scope{Level: Subscription, Keys: []string{"else"}}, Condition{}, "orders", iam.No},
		{"a management group", blobs, Scope{Level: ManagementGroup, Keys: []string{"m"}}, Condition{}, "orders", iam.Yes},
		{"an unknown scope", blobs, Scope{Why: "later"}, Condition{}, "orders", iam.Maybe},
		{"keys of the account", keys, Scope{Keys: []string{"account"}}, Condition{}, "orders", iam.Yes},
		{"keys are not the container's", keys, Scope{Keys: []string{"container"}}, Condition{}, "orders", iam.No},
		{"owner of the container has no keys", owner, Scope{Keys: []string{"container"}}, Condition{}, "orders", iam.No},
		{"owner of the account has its keys", owner, Scope{Keys: []string{"account"}}, Condition{}, "orders", iam.Yes},
		{"a condition that names it", blobs, Scope{Keys: []string{"account"}}, Condition{Text: nameIs}, "orders", iam.Yes},
		{"a condition that names another", blobs, Scope{Keys: []string{"account"}}, Condition{Text: nameIs}, "bills", iam.No},
		{"a name that is not known", blobs, Scope{Keys: []string{"account"}}, Condition{Text: nameIs}, "", iam.Maybe},
		{"a condition on tags", blobs, Scope{Keys: []string{"account"}}, Condition{Text: "@Resource[x/y:tags] StringEquals 'a'"}, "orders", iam.Maybe},
		{"an unknown condition", blobs, Scope{Keys: []string{"account"}}, Condition{Why: "later"}, "orders", iam.Maybe},
		{"another role", "Storage Blob Data Reader", Scope{Level: Subscription}, Condition{}, "orders", iam.No},
	}
	for _, tt := range tests {
		id := &Identity{Assignments: []*Assignment{{Role: builtin(t, tt.role), Scope: tt.scope, Condition: tt.condition}}}
		d := id.May(writeBlobs(), container(tt.container))
		if d.Allowed != tt.want {
			t.Errorf("%s: %v (%s), want %v", tt.name, d.Allowed, d.Why, tt.want)
		}
		if (d.Allowed == iam.Maybe) != (d.Why != "") || (d.Allowed == iam.No) != (d.By == nil) {
			t.Errorf("%s: %+v", tt.name, d)
		}
	}
}

func TestMayInAGroupThatIsNotKnown(t *testing.T) {
	target := container("orders")
	target.Chain[2] = Node{Level: ResourceGroup, Why: "var.group is not known"}
	role := builtin(t, "Storage Blob Data Contributor")
	for scope, want := range map[*Scope]iam.Tri{
		{Level: ResourceGroup, Keys: []string{"group"}}: iam.Maybe,
		{Keys: []string{"other"}}:                       iam.No,
		{Level: Subscription}:                           iam.Yes,
	} {
		id := &Identity{Assignments: []*Assignment{{Role: role, Scope: *scope}}}
		if d := id.May(writeBlobs(), target); d.Allowed != want {
			t.Errorf("%v: %v, want %v", scope, d.Allowed, want)
		}
	}
}

func custom(actions, not []string) *Role {
	return &Role{Name: "Orders", Permissions: []Permission{{
		Actions: Patterns{Texts: actions}, NotActions: Patterns{Texts: not},
	}}}
}

func named(p Power) string {
	words := map[PowerKind]string{
		Admin: "admin", WholeService: "whole", WildcardResource: "any", Escalation: "escalation", SecretRead: "secrets",
		CodeUpdate: "code", Inverted: "inverted", LogTamper: "logs", Impersonate: "impersonate",
	}[p.Kind] + " " + p.Name
	for word, on := range map[string]bool{" implied": p.Implied, " limited": p.Limited, " narrow": p.Narrow, " maybe": p.Certain == iam.Maybe} {
		if on {
			words += word
		}
	}
	return words
}

func TestPowers(t *testing.T) {
	sub, group := Scope{Level: Subscription}, Scope{Level: ResourceGroup, Keys: []string{"group"}}
	account := Scope{Type: "Microsoft.Storage/storageAccounts", Keys: []string{"account"}}
	app := Scope{Type: "Microsoft.Web/sites", Keys: []string{"app"}}
	identity := Scope{Type: identityType, Keys: []string{"identity"}}
	limited := Condition{Text: "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/" +
		"roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals{2a2b9908-6ea1-4ae2-8e65-a410df84e7d1}))"}
	allButOwner := Condition{Text: strings.NewReplacer("GuidEquals", "GuidNotEquals",
		"2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635").Replace(limited.Text)}
	allButReader := Condition{Text: strings.Replace(limited.Text, "GuidEquals", "GuidNotEquals", 1)}
	toOwner := Condition{Text: strings.Replace(limited.Text, "2a2b9908", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635, 2a2b9908", 1)}
	tests := []struct {
		name string
		a    Assignment
		want []string
	}{
		{"owner of the subscription", Assignment{Role: builtin(t, "Owner"), Scope: sub}, []string{"admin every service"}},
		{"contributor of the subscription", Assignment{Role: builtin(t, "Contributor"), Scope: sub}, []string{"admin every service"}},
		{
			"user access administrator of a management group",
			Assignment{Role: builtin(t, "User Access Administrator"), Scope: Scope{Level: ManagementGroup}},
			[]string{"admin Microsoft.Authorization"},
		},
		{
			"the same on a group",
			Assignment{Role: builtin(t, "User Access Administrator"), Scope: group},
			[]string{"escalation Microsoft.Authorization/roleAssignments/write", "escalation Microsoft.Authorization/roleDefinitions/write"},
		},
		{
			"owner of a group",
			Assignment{Role: builtin(t, "Owner"), Scope: group},
			[]string{
				"whole every service", "escalation Microsoft.Authorization/roleAssignments/write",
				"escalation Microsoft.Authorization/roleDefinitions/write", "any Microsoft.Storage implied",
				"any Microsoft.ServiceBus implied", "any Microsoft.EventHub implied", "any Microsoft.EventGrid implied",
				"any Microsoft.DocumentDB implied", "any Microsoft.AppConfiguration implied",
				"any Microsoft.ContainerRegistry implied", "any Microsoft.Cache implied",
				"secrets Microsoft.KeyVault implied", "code Microsoft.Web",
			},
		},
		{
			"contributor of an account",
			Assignment{Role: builtin(t, "Contributor"), Scope: account},
			[]string{"whole every service narrow"},
		},
		{"data role on an account", Assignment{Role: builtin(t, "Storage Blob Data Owner"), Scope: account}, nil},
		{"data role on a group", Assignment{Role: builtin(t, "Storage Blob Data Owner"), Scope: group}, []string{"any Microsoft.Storage"}},
		{"secrets of a group", Assignment{Role: builtin(t, "Key Vault Secrets User"), Scope: group}, []string{"secrets Microsoft.KeyVault"}},
		{"secrets of a vault", Assignment{Role: builtin(t, "Key Vault Secrets User"), Scope: Scope{Type: "Microsoft.KeyVault/vaults"}}, nil},
		{"code of an app", Assignment{Role: builtin(t, "Website Contributor"), Scope: app}, []string{"code Microsoft.Web narrow"}},
		{
			"code of a group",
			Assignment{Role: builtin(t, "Website Contributor"), Scope: group},
			[]string{
				"escalation Microsoft.Web/sites/publishxml/action", "escalation Microsoft.Web/sites/host/listkeys/action",
				"escalation Microsoft.Web/sites/write", "code Microsoft.Web", "logs Microsoft.Insights",
			},
		},
		{
			"keys of a group",
			Assignment{Role: builtin(t, "Storage Account Contributor"), Scope: group},
			[]string{"whole Microsoft.Storage/storageAccounts", "any Microsoft.Storage implied", "logs Microsoft.Insights"},
		},
		{"another identity", Assignment{Role: builtin(t, "Managed Identity Operator"), Scope: identity}, []string{"impersonate Microsoft.ManagedIdentity narrow"}},
		{"identities alone", Assignment{Role: builtin(t, "Managed Identity Operator"), Scope: group}, nil},
		{
			"assigning, limited",
			Assignment{Role: builtin(t, "Role Based Access Control Administrator"), Scope: sub, Condition: limited},
			[]string{"escalation Microsoft.Authorization/roleAssignments/write limited"},
		},
		{
			"assigning all but owner",
			Assignment{Role: builtin(t, "Role Based Access Control Administrator"), Scope: sub, Condition: allButOwner},
			[]string{"escalation Microsoft.Authorization/roleAssignments/write limited"},
		},
		{
			"assigning all but a reader",
			Assignment{Role: builtin(t, "Role Based Access Control Administrator"), Scope: sub, Condition: allButReader},
			[]string{"escalation Microsoft.Authorization/roleAssignments/write"},
		},
		{
			"assigning owner, too",
			Assignment{Role: builtin(t, "Role Based Access Control Administrator"), Scope: sub, Condition: toOwner},
			[]string{"escalation Microsoft.Authorization/roleAssignments/write"},
		},
		{
			"custom role but for billing",
			Assignment{Role: custom([]string{"*"}, []string{"Microsoft.Billing/*"}), Scope: account},
			[]string{"inverted not_actions narrow", "whole every service narrow"},
		},
		{"reader of the subscription", Assignment{Role: builtin(t, "Reader"), Scope: sub}, nil},
		{"unknown scope", Assignment{Role: builtin(t, "Owner"), Scope: Scope{Why: "later"}}, []string{"admin every service maybe"}},
		{"unknown role", Assignment{Role: &Role{Why: "later"}, Scope: sub}, nil},
	}
	for _, tt := range tests {
		id := &Identity{Assignments: []*Assignment{&tt.a}}
		var got []string
		for _, p := range id.Powers() {
			got = append(got, named(p))
		}
		for _, want := range tt.want {
			if !slices.ContainsFunc(got, func(g string) bool { return sameWords(g, want) }) {
				t.Errorf("%s: no %q in %q", tt.name, want, got)
			}
		}
		if len(tt.want) != len(got) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func sameWords(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

func TestAssigningIdentitiesNeedsSomethingThatRuns(t *testing.T) {
	group := Scope{Level: ResourceGroup, Keys: []string{"group"}}
	operator := &Assignment{Role: builtin(t, "Managed Identity Operator"), Scope: group}
	runs := &Assignment{Role: custom([]string{"Microsoft.Logic/workflows/write"}, nil), Scope: group}
	id := &Identity{Assignments: []*Assignment{operator, runs}}
	i := slices.IndexFunc(id.Powers(), func(p Power) bool { return p.Kind == Escalation })
	if i < 0 || id.Powers()[i].By != operator {
		t.Errorf("no escalation in %+v", id.Powers())
	}
}

func TestUnreadRolesAreTold(t *testing.T) {
	id := &Identity{Assignments: []*Assignment{{Role: &Role{Why: "later"}}, {Role: builtin(t, "Reader")}}}
	if got := id.Unread(); !slices.Equal(got, []string{"later"}) {
		t.Errorf("%q", got)
	}
}
