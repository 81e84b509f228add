package aws

func messagingTypes() map[string]adapter {
	return map[string]adapter{}
}
