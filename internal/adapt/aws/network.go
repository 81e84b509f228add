package aws

func networkTypes() map[string]adapter {
	return map[string]adapter{}
}
