package slsguard

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// functionSpec reads a planned slsguard_secure_function.
func functionSpec(value plan.Value, g *gaps) spec.Function {
	var f spec.Function
	n := node{value: value, unknown: &f.Unknown, gaps: g}
	f.Name, f.Description = n.at("name").text(), n.at("description").text()
	f.Runtime, f.Handler = n.at("runtime").text(), n.at("handler").text()
	f.Source = sourceSpec(n.at("source"))
	if f.Source.SHA256 == "" {
		f.Source.SHA256 = n.at("code_sha256").text()
	}
	f.Environment, f.Secrets = n.at("environment").textMap(), n.at("secrets").textMap()
	f.Memory, f.Timeout = n.at("memory").number(), n.at("timeout").number()
	f.Concurrency = n.at("concurrency").optionalNumber()
	f.Tags = n.at("tags").textMap()
	f.Exceptions = exceptions(n.at("exceptions"))
	if aws := n.at("aws"); aws.given() {
		aws.note()
		f.AWS = awsFunctionSpec(aws)
	}
	return f
}

func sourceSpec(n node) spec.Source {
	n.note()
	s := spec.Source{
		Path: n.at("path").text(), Directory: n.at("directory").text(), Image: n.at("image").text(), SHA256: n.at("sha256").text(),
	}
	if o := n.at("object"); o.given() {
		o.note()
		s.Object = &spec.Object{Bucket: o.at("bucket").text(), Key: o.at("key").text(), Version: o.at("version").text()}
	}
	return s
}

func awsFunctionSpec(n node) *spec.AWSFunction {
	f := &spec.AWSFunction{
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
	}
	if publish := n.at("publish").flag(); publish != nil {
		f.Publish = *publish
	}
	if fs := n.at("file_system"); fs.given() {
		fs.note()
		f.FileSystem = &spec.FileSystem{AccessPoint: fs.at("access_point").text(), Path: fs.at("path").text()}
	}
	for _, p := range n.at("permissions").list() {
		p.note()
		f.Permissions = append(f.Permissions, permissionSpec(p))
	}
	return f
}

func permissionSpec(n node) spec.Permission {
	p := spec.Permission{Actions: n.at("actions").texts(), Resources: n.at("resources").texts()}
	n.at("conditions").each(func(operator string, keys node) {
		keys.each(func(key string, values node) {
			if p.Conditions == nil {
				p.Conditions = map[string]map[string][]string{}
			}
			if p.Conditions[operator] == nil {
				p.Conditions[operator] = map[string][]string{}
			}
			p.Conditions[operator][key] = values.texts()
		})
	})
	return p
}
