package aws

func observabilityTypes() map[string]adapter {
	return map[string]adapter{}
}
