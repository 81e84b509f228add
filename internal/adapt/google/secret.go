package google

// secretTypes lists …
func secretTypes() types { return types{} }
