package azure

// iamTypes lists …
func iamTypes() types { return types{} }
