package aws

func eventTypes() map[string]adapter {
	return map[string]adapter{}
}
