package aws

func lambdaTypes() map[string]adapter {
	return map[string]adapter{}
}
