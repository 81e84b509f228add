package aws

func iamTypes() map[string]adapter {
	return map[string]adapter{}
}
