package provider

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// functionKind is what is particular to functions.
type functionKind struct{}

var _ kind[spec.Function, harden.Function, cloud.FunctionState] = functionKind{}

func (functionKind) noun() string { return "function" }

func (functionKind) declare(value tftypes.Value, defaultTags map[string]string) spec.Function {
	f := spec.ReadFunction(terraformValue{value})
	f.Tags = tagged(f.Tags, defaultTags)
	return f
}

// complete hashes the code, so that a plan shows when it has changed.
func (functionKind) complete(f spec.Function) (spec.Function, *harden.FieldError) {
	at := "source.path"
	switch path, directory := f.Source.Path, f.Source.Directory; {
	case path == "" && directory == "" || !spec.IsKnown(path) || !spec.IsKnown(directory):
		return f, nil
	case directory != "":
		at = "source.directory"
	}
	archive, err := f.Source.Archive()
	if err != nil {
		return f, &harden.FieldError{Path: at, Problem: err.Error()}
	}
	f.Source.SHA256 = archive.SHA256
	return f, nil
}

// tagged puts a resource's own tags over the provider's.
func tagged(own, defaults map[string]string) map[string]string {
	if len(defaults) == 0 {
		return own
	}
	all := maps.Clone(defaults)
	maps.Copy(all, own)
	return all
}

func (functionKind) unknowns(f spec.Function) spec.Unknowns           { return f.Unknown }
func (functionKind) exceptions(f spec.Function) []spec.Exception      { return f.Exceptions }
func (functionKind) objects(s cloud.FunctionState) cloud.Objects      { return s.Objects }
func (functionKind) settings(s cloud.FunctionState) harden.Function   { return s.Settings }
func (functionKind) computed(s cloud.FunctionState) map[string]string { return s.Computed }
func (functionKind) tags(f harden.Function) map[string]string         { return f.Tags }

// confidential are the variables' values.
func (functionKind) confidential(f spec.Function) []string {
	return slices.Sorted(maps.Values(f.Environment))
}

func (functionKind) harden(f spec.Function, scope harden.Scope) (harden.Function, error) {
	return harden.MakeFunction(f, scope)
}

func (functionKind) apply(ctx context.Context, d cloud.Deployer, have cloud.FunctionState, want harden.Function, record func(cloud.FunctionState)) (cloud.FunctionState, error) {
	return d.ApplyFunction(ctx, have, want, record)
}

func (functionKind) read(ctx context.Context, d cloud.Deployer, have cloud.FunctionState) (cloud.FunctionState, bool, error) {
	return d.ReadFunction(ctx, have)
}

func (functionKind) remove(ctx context.Context, d cloud.Deployer, have cloud.FunctionState, record func(cloud.FunctionState)) error {
	return d.DeleteFunction(ctx, have, record)
}

// hardened are the settings without an attribute of their own.
func (functionKind) hardened(f harden.Function) map[string]string {
	return flatSettings(f, []string{
		"scope", "name", "description", "runtime", "handler", "code", "architecture", "memory", "timeout", "ephemeral_storage",
		"concurrency", "environment", "layers", "network", "file_system", "code_signing", "tracing", "logging.application",
		"events", "role.boundary", "log_group.retention", "key.arn", "dead_letter.arn", "alias", "publish", "tags",
	})
}

func (functionKind) outputs() map[string][]string {
	return map[string][]string{
		"id": nil, "arn": nil, "invoke_arn": nil, "role_arn": nil, "role_name": nil, "log_group_name": nil, "log_group_arn": nil,
		"kms_key_arn":     {"aws.key"},
		"dead_letter_arn": {"aws.dead_letter"}, "dead_letter_url": {"aws.dead_letter"},
		"alias_arn": {"aws.alias"},
		"version":   {"*"}, "version_arn": {"*"},
		"code_sha256": {"source", "code_sha256"},
	}
}

func (functionKind) planned(f harden.Function) map[string]string {
	return map[string]string{"code_sha256": f.Code.SHA256}
}

// replaced: a function is of a zip or of an image for as long as it lives.
func (functionKind) replaced(have, want spec.Function) []string {
	if (have.Source.Image == "") != (want.Source.Image == "") {
		return []string{"source"}
	}
	return nil
}
