package aws

func workflowTypes() map[string]adapter {
	return map[string]adapter{}
}
