package aws

func storageTypes() map[string]adapter {
	return map[string]adapter{}
}
