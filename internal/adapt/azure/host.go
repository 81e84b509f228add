package azure

// hostTypes lists …
func hostTypes() types { return types{} }
