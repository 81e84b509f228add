package google

// functionTypes lists …
func functionTypes() types { return types{} }
