package azure

// The operations that give roles, and that change what these allow.
const (
	writeAssignments = "Microsoft.Authorization/roleAssignments/write"
	writeDefinitions = "Microsoft.Authorization/roleDefinitions/write"
)

// set is one or more operations that are dangerous together: of each step one is needed.
type set struct {
	name  string
	steps [][]Operation
}

func control(names ...string) []Operation { return operations(false, names) }

func data(names ...string) []Operation { return operations(true, names) }

func operations(isData bool, names []string) []Operation {
	out := make([]Operation, len(names))
	for i, name := range names {
		out[i] = Operation{name, isData}
	}
	return out
}

// escalations are known ways to more permissions.
// Sources: https://learn.microsoft.com/azure/role-based-access-control/role-assignments-steps,
// https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview,
// https://learn.microsoft.com/azure/virtual-machines/windows/run-command,
// https://learn.microsoft.com/azure/azure-functions/security-concepts.
func escalations() []set {
	return []set{
		{writeAssignments, [][]Operation{control(writeAssignments)}},
		{writeDefinitions, [][]Operation{control(writeDefinitions)}},
		{
			"Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
			[][]Operation{control("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write")},
		},
		{"Microsoft.ManagedIdentity/userAssignedIdentities/assign/action", [][]Operation{
			assignments(),
			control("Microsoft.Web/sites/write", "Microsoft.Compute/virtualMachines/write", "Microsoft.Logic/workflows/write",
				"Microsoft.App/containerApps/write", "Microsoft.ContainerInstance/containerGroups/write",
				"Microsoft.Automation/automationAccounts/write", "Microsoft.Resources/deploymentScripts/write"),
		}},
		{"Microsoft.Web/sites/publishxml/action", [][]Operation{control("Microsoft.Web/sites/publishxml/action",
			"Microsoft.Web/sites/publishProfile/action")}},
		{"Microsoft.Web/sites/host/listkeys/action", [][]Operation{control("Microsoft.Web/sites/host/listkeys/action")}},
		{"Microsoft.Web/sites/write", [][]Operation{control("Microsoft.Web/sites/write", "Microsoft.Web/sites/config/write",
			"Microsoft.Web/sites/extensions/write", "Microsoft.Web/sites/publish/action")}},
		{"Microsoft.Compute/virtualMachines/runCommand/action", [][]Operation{control(
			"Microsoft.Compute/virtualMachines/runCommand/action", "Microsoft.Compute/virtualMachines/extensions/write")}},
		{"Microsoft.Automation/automationAccounts/runbooks/write", [][]Operation{
			control("Microsoft.Automation/automationAccounts/runbooks/write",
				"Microsoft.Automation/automationAccounts/runbooks/draft/write"),
			control("Microsoft.Automation/automationAccounts/jobs/write"),
		}},
	}
}

// assignments give an identity to something that runs. Built-in roles write the operation with a "*" that Azure takes for
// the identity.
func assignments() []Operation {
	return control(identityType+"/assign/action", identityType+"/*/assign/action")
}

// CodeUpdates are the operations that change what an app runs, or that hand out the credentials for it.
func CodeUpdates() []Operation {
	return control("Microsoft.Web/sites/write", "Microsoft.Web/sites/config/write", "Microsoft.Web/sites/extensions/write",
		"Microsoft.Web/sites/functions/write", "Microsoft.Web/sites/publish/action", "Microsoft.Web/sites/publishxml/action",
		"Microsoft.Web/sites/slots/write", "Microsoft.Web/sites/slotsswap/action", "Microsoft.Web/sites/host/listkeys/action")
}

// stores are the operations that read or write what is kept, by data actions or by the keys that control actions hand out.
func stores() []Operation {
	return append(data(
		"Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
		"Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
		"Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete",
		"Microsoft.Storage/storageAccounts/fileServices/fileshares/files/read",
		"Microsoft.Storage/storageAccounts/fileServices/fileshares/files/write",
		"Microsoft.Storage/storageAccounts/queueServices/queues/messages/read",
		"Microsoft.Storage/storageAccounts/queueServices/queues/messages/write",
		"Microsoft.Storage/storageAccounts/queueServices/queues/messages/add/action",
		"Microsoft.Storage/storageAccounts/tableServices/tables/entities/read",
		"Microsoft.Storage/storageAccounts/tableServices/tables/entities/write",
		"Microsoft.ServiceBus/namespaces/messages/send/action", "Microsoft.ServiceBus/namespaces/messages/receive/action",
		"Microsoft.EventHub/namespaces/messages/send/action", "Microsoft.EventHub/namespaces/messages/receive/action",
		"Microsoft.EventGrid/events/send/action",
		"Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/read",
		"Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/create",
		"Microsoft.AppConfiguration/configurationStores/keyValues/read",
		"Microsoft.KeyVault/vaults/secrets/setSecret/action",
	), KeyLists()...)
}

// KeyLists are the operations that hand out keys or connection strings, with which everything in an account can be done.
func KeyLists() []Operation {
	return control(
		"Microsoft.Storage/storageAccounts/listKeys/action",
		"Microsoft.ServiceBus/namespaces/authorizationRules/listKeys/action",
		"Microsoft.EventHub/namespaces/authorizationRules/listKeys/action",
		"Microsoft.EventGrid/topics/listKeys/action",
		"Microsoft.EventGrid/domains/listKeys/action",
		"Microsoft.DocumentDB/databaseAccounts/listKeys/action",
		"Microsoft.AppConfiguration/configurationStores/ListKeys/action",
		"Microsoft.ContainerRegistry/registries/listCredentials/action",
		"Microsoft.Cache/redis/listKeys/action",
	)
}

// secrets are the operations that read or decrypt secrets, or that let somebody give themselves the right to
// (https://learn.microsoft.com/azure/key-vault/general/rbac-guide, on vaults that keep to access policies).
func secrets() []Operation {
	return append(data(
		"Microsoft.KeyVault/vaults/secrets/getSecret/action",
		"Microsoft.KeyVault/vaults/keys/decrypt/action",
		"Microsoft.KeyVault/vaults/keys/unwrap/action",
	), control("Microsoft.KeyVault/vaults/accessPolicies/write", "Microsoft.KeyVault/vaults/write")...)
}

// logs are the operations that take away what was recorded, or stop the recording.
func logs() []Operation {
	return control(
		"Microsoft.Insights/diagnosticSettings/delete",
		"Microsoft.Insights/diagnosticSettings/write",
		"Microsoft.OperationalInsights/workspaces/delete",
		"Microsoft.OperationalInsights/workspaces/purge/action",
		"Microsoft.OperationalInsights/workspaces/tables/delete",
		"Microsoft.Insights/components/delete",
		"Microsoft.Insights/components/purge/action",
	)
}

// services are the resource types whose operations as a whole are more than any function needs. Those of which one
// operation is an escalation are left out: that says more.
func services() []string {
	return []string{
		"Microsoft.ApiManagement/service", "Microsoft.AppConfiguration/configurationStores",
		"Microsoft.Cache/redis", "Microsoft.ContainerRegistry/registries",
		"Microsoft.DocumentDB/databaseAccounts", "Microsoft.EventGrid/topics", "Microsoft.EventHub/namespaces",
		"Microsoft.KeyVault/vaults", "Microsoft.Logic/workflows", "Microsoft.ManagedIdentity/userAssignedIdentities",
		"Microsoft.Resources/subscriptions", "Microsoft.ServiceBus/namespaces", "Microsoft.Sql/servers",
		"Microsoft.Storage/storageAccounts",
	}
}
