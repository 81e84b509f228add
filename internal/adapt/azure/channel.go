package azure

// channelTypes lists …
func channelTypes() types { return types{} }
