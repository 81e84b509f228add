package paths

import "github.com/slsguard/terraform-provider-slsguard/internal/graph"

func azureHCL(cut *graph.Edge) string {
	switch cut.Kind {
	case graph.MayAssume:
		return "scope = azurerm_user_assigned_identity.worker.id # the one identity that it has to assign"
	case graph.MayWriteCode:
		return "principal_id = azurerm_user_assigned_identity.pipeline.principal_id # leave code to the pipeline"
	case graph.MayPublish:
		return "scope = azurerm_storage_queue.results.id # only where the code sends to"
	case graph.MayInvoke:
		return "scope = azurerm_linux_function_app.status.id # only what it has to start"
	case graph.Admits:
		return "container_access_type = \"private\"\n# and for keys: shared_access_key_enabled = false, local_auth_enabled = false"
	case graph.Enters:
		return "auth_settings_v2 {\n  auth_enabled           = true\n  require_authentication = true\n}"
	default:
		return azurePowerHCL(cut.To.Goal)
	}
}

func azurePowerHCL(goal string) string {
	switch goal {
	case graph.EverySecret:
		return "scope = azurerm_key_vault.orders.id"
	case graph.EveryStore:
		return "scope = azurerm_storage_container.orders.id"
	default:
		return "scope                = azurerm_storage_container.orders.id\nrole_definition_name = \"Storage Blob Data Contributor\""
	}
}
