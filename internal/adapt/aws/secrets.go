package aws

func secretTypes() map[string]adapter {
	return map[string]adapter{}
}
