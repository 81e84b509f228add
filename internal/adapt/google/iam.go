package google

// iamTypes lists …
func iamTypes() types { return types{} }
