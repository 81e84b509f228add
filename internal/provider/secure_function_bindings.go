package provider

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

type functionBinding = binding[spec.Function, harden.Function]

// functionBindings tie a function's settings to the attributes that declare them, so that drift shows where the user
// would look for it. What has no attribute is in hardened.
func functionBindings() []functionBinding {
	root, aws := path.Root, path.Root("aws")
	of := func(at path.Path, get func(f harden.Function) attr.Value) functionBinding {
		return functionBinding{at, func(f harden.Function, _ spec.Function) attr.Value { return get(f) }}
	}
	return []functionBinding{
		of(root("description"), func(f harden.Function) attr.Value { return textValue(f.Description) }),
		of(root("runtime"), func(f harden.Function) attr.Value { return textValue(f.Runtime) }),
		of(root("handler"), func(f harden.Function) attr.Value { return textValue(f.Handler) }),
		of(root("memory"), func(f harden.Function) attr.Value { return numberValue(f.Memory) }),
		of(root("timeout"), func(f harden.Function) attr.Value { return numberValue(f.Timeout) }),
		of(root("concurrency"), func(f harden.Function) attr.Value { return numberValue(f.Concurrency) }),
		{root("environment"), plainVariables},
		{root("secrets"), secretVariables},
		of(aws.AtName("permissions_boundary"), func(f harden.Function) attr.Value { return textValue(f.Role.Boundary) }),
		of(aws.AtName("architecture"), func(f harden.Function) attr.Value { return textValue(f.Architecture) }),
		of(aws.AtName("ephemeral_storage"), func(f harden.Function) attr.Value { return numberValue(f.EphemeralStorage) }),
		of(aws.AtName("layers"), func(f harden.Function) attr.Value { return listValue(f.Layers) }),
		of(aws.AtName("subnet_ids"), func(f harden.Function) attr.Value { return listValue(network(f).SubnetIDs) }),
		of(aws.AtName("security_group_ids"), func(f harden.Function) attr.Value { return listValue(network(f).SecurityGroupIDs) }),
		of(aws.AtName("file_system"), fileSystem),
		of(aws.AtName("code_signing"), func(f harden.Function) attr.Value { return textValue(f.CodeSigning) }),
		of(aws.AtName("key"), func(f harden.Function) attr.Value { return givenKey(f.Key) }),
		of(aws.AtName("dead_letter"), func(f harden.Function) attr.Value { return givenQueue(f.DeadLetter) }),
		of(aws.AtName("maximum_event_age"), func(f harden.Function) attr.Value { return numberValue(f.Events.MaximumAge) }),
		of(aws.AtName("maximum_retries"), func(f harden.Function) attr.Value { return numberValue(f.Events.MaximumRetries) }),
		of(aws.AtName("log_retention"), func(f harden.Function) attr.Value { return numberValue(f.LogGroup.Retention) }),
		of(aws.AtName("log_level"), func(f harden.Function) attr.Value { return textValue(f.Logging.Application) }),
		of(aws.AtName("tracing"), func(f harden.Function) attr.Value { return flagValue(f.Tracing == "Active") }),
		of(aws.AtName("alias"), func(f harden.Function) attr.Value { return textValue(f.Alias) }),
	}
}

func network(f harden.Function) harden.Network {
	if f.Network == nil {
		return harden.Network{}
	}
	return *f.Network
}

func fileSystem(f harden.Function) attr.Value {
	names := []string{"access_point", "path"}
	if f.FileSystem == nil {
		return objectValue(names, nil)
	}
	return objectValue(names, map[string]string{"access_point": f.FileSystem.AccessPoint, "path": f.FileSystem.Path})
}

// givenKey is null for a key that the resource makes, and while there is none.
func givenKey(k harden.Key) attr.Value {
	if k.Made() {
		return textValue("")
	}
	return textValue(k.ARN)
}

// givenQueue is null for a queue that the resource makes.
func givenQueue(d harden.DeadLetter) attr.Value {
	if d.Queue != nil {
		return textValue("")
	}
	return textValue(d.ARN)
}

// plainVariables and secretVariables tell apart again what are all variables in the cloud: the declaration knows which
// names are secrets'.
func plainVariables(f harden.Function, declared spec.Function) attr.Value {
	plain := maps.Clone(f.Environment)
	maps.DeleteFunc(plain, func(name, _ string) bool {
		_, secret := declared.Secrets[name]
		return secret
	})
	return mapValue(plain)
}

func secretVariables(f harden.Function, declared spec.Function) attr.Value {
	secrets := maps.Clone(f.Environment)
	maps.DeleteFunc(secrets, func(name, _ string) bool {
		_, secret := declared.Secrets[name]
		return !secret
	})
	return mapValue(secrets)
}
