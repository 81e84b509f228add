package google

// eventTypes lists …
func eventTypes() types { return types{} }
