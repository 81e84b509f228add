package azure

// networkTypes lists …
func networkTypes() types { return types{} }
