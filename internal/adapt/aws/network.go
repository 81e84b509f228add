package aws

// networkTypes will hold security groups, subnets and routes. None of their types belongs to a serverless
// service, so none has to be listed before a rule asks for it.
func networkTypes() map[string]adapter { return map[string]adapter{} }
