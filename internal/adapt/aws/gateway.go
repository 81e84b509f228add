package aws

func gatewayTypes() map[string]adapter {
	return map[string]adapter{}
}
