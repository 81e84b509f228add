package azure

// gatewayTypes lists …
func gatewayTypes() types { return types{} }
