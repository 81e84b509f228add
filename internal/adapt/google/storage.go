package google

// storageTypes lists …
func storageTypes() types { return types{} }
