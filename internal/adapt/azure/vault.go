package azure

// vaultTypes lists …
func vaultTypes() types { return types{} }
