package google

// networkTypes lists …
func networkTypes() types { return types{} }
