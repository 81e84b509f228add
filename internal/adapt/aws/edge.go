package aws

func edgeTypes() map[string]adapter {
	return map[string]adapter{}
}
