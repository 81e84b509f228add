package spec

import "maps"

// ReadFunction reads a slsguard_secure_function.
func ReadFunction(value Value) Function {
	var f Function
	n := node{value: value, unknown: &f.Unknown}
	f.Name, f.Description = n.at("name").text(), n.at("description").text()
	f.Runtime, f.Handler = n.at("runtime").text(), n.at("handler").text()
	f.Source = readSource(n.at("source"))
	f.Environment, f.Secrets = n.at("environment").textMap(), n.at("secrets").textMap()
	f.Memory, f.Timeout = n.at("memory").number(), n.at("timeout").number()
	f.Concurrency = n.at("concurrency").optionalNumber()
	f.Tags = n.at("tags").textMap()
	f.Exceptions = listOf(n.at("exceptions"), readException)
	f.AWS = ifGiven(n.at("aws"), readAWSFunction)
	return f
}

func readSource(n node) Source {
	n.note()
	return Source{
		Path: n.at("path").text(), Directory: n.at("directory").text(), Image: n.at("image").text(), SHA256: n.at("sha256").text(),
		Object: ifGiven(n.at("object"), readObject),
	}
}

func readObject(n node) Object {
	return Object{Bucket: n.at("bucket").text(), Key: n.at("key").text(), Version: n.at("version").text()}
}

func readAWSFunction(n node) AWSFunction {
	f := AWSFunction{
		Boundary:         n.at("permissions_boundary").text(),
		Architecture:     n.at("architecture").text(),
		EphemeralStorage: n.at("ephemeral_storage").number(),
		Layers:           n.at("layers").texts(),
		SubnetIDs:        n.at("subnet_ids").texts(),
		SecurityGroupIDs: n.at("security_group_ids").texts(),
		CodeSigning:      n.at("code_signing").text(),
		Key:              n.at("key").text(),
		SecretKeys:       n.at("secret_keys").texts(),
		DeadLetter:       n.at("dead_letter").text(),
		MaximumEventAge:  n.at("maximum_event_age").number(),
		MaximumRetries:   n.at("maximum_retries").optionalNumber(),
		LogRetention:     n.at("log_retention").number(),
		LogLevel:         n.at("log_level").text(),
		Tracing:          n.at("tracing").flag(),
		Alias:            n.at("alias").text(),
		FileSystem:       ifGiven(n.at("file_system"), readFileSystem),
		Permissions:      listOf(n.at("permissions"), readPermission),
	}
	if publish := n.at("publish").flag(); publish != nil {
		f.Publish = *publish
	}
	return f
}

func readPermission(n node) Permission {
	return Permission{
		Actions: n.at("actions").texts(), Resources: n.at("resources").texts(),
		Conditions: readConditions(n.at("conditions")),
	}
}

func readConditions(n node) map[string]map[string][]string {
	conditions := mapOf(n, func(keys node) map[string][]string { return mapOf(keys, node.texts) })
	maps.DeleteFunc(conditions, func(_ string, keys map[string][]string) bool {
		return len(keys) == 0 // asks nothing, or is not known
	})
	if len(conditions) == 0 {
		return nil
	}
	return conditions
}

func readFileSystem(n node) FileSystem {
	return FileSystem{AccessPoint: n.at("access_point").text(), Path: n.at("path").text()}
}
