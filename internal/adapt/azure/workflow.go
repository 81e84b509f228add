package azure

// workflowTypes lists …
func workflowTypes() types { return types{} }
