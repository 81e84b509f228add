package google

// gatewayTypes lists …
func gatewayTypes() types { return types{} }
