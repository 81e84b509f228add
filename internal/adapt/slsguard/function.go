package slsguard

import (
	"context"
	"fmt"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// Function gives a declared function and what it is made of.
func Function(ctx context.Context, declared spec.Function, want harden.Function) (*Declared, error) {
	s := newSynthesis(want.Scope, declared.Unknown, nil)
	s.function(&declared, &want)
	return s.system(ctx, "function "+want.Name)
}

func (s *synthesis) function(declared *spec.Function, want *harden.Function) {
	s.key(&want.Key, "aws.key")
	s.logGroup(&want.LogGroup, "aws.log_retention")
	s.queue(want.DeadLetter.Queue, want.DeadLetter.ARN, "aws.dead_letter")
	s.functionRole(declared, want)
	s.lambda(declared, want)
}

func (s *synthesis) key(k *harden.Key, declared string) {
	if !k.Made() {
		return
	}
	s.add("aws_kms_key", "own", map[string]any{
		"description": k.Description, "enable_key_rotation": k.Rotation, "deletion_window_in_days": k.Window,
		"policy": k.Policy.String(), "is_enabled": true, "customer_master_key_spec": "SYMMETRIC_DEFAULT",
		"key_usage": "ENCRYPT_DECRYPT", "bypass_policy_lockout_safety_check": false,
		"arn": harden.OwnKey, "id": harden.OwnKey,
	}, map[string]string{"": declared})
}

func (s *synthesis) logGroup(g *harden.LogGroup, declared string) {
	s.add("aws_cloudwatch_log_group", "own", map[string]any{
		"name": g.Name, "retention_in_days": g.Retention, "kms_key_id": g.Key, "arn": g.ARN(s.scope), "id": g.Name,
		"skip_destroy": false, "log_group_class": "STANDARD",
	}, map[string]string{"": declared})
}

func (s *synthesis) queue(q *harden.Queue, arn, declared string) {
	if q == nil {
		return
	}
	s.add("aws_sqs_queue", "dead_letter", map[string]any{
		"name": q.Name, "message_retention_seconds": q.Retention, "kms_master_key_id": q.Key, "policy": q.Policy.String(),
		"arn": arn, "visibility_timeout_seconds": 30, "fifo_queue": false, "sqs_managed_sse_enabled": nil,
	}, map[string]string{"": declared})
}

// functionRole writes the declared permissions as policies of their own, so that a finding leads to the one it is about.
func (s *synthesis) functionRole(d *spec.Function, f *harden.Function) {
	s.role(&f.Role, map[string]string{"": "aws.permissions", "permissions_boundary": "aws.boundary"})
	own, all := harden.Policy{}, f.Role.Policy
	for _, statement := range all.Statements {
		if !strings.HasPrefix(statement.Sid, "Declared") {
			own.Statements = append(own.Statements, statement)
		}
	}
	s.rolePolicy("own", &f.Role, own, "")
	for i := range permissionsOf(d) {
		statement, ok := all.Find(fmt.Sprintf("Declared%02d", i+1))
		if ok {
			at := fmt.Sprintf("aws.permissions[%d]", i)
			s.rolePolicy(fmt.Sprintf("declared%d", i), &f.Role, harden.Policy{Statements: []harden.Statement{statement}}, at)
		}
	}
	if s.isUnknown("aws.permissions") {
		s.add("aws_iam_role_policy", "unknown", map[string]any{
			"name": "unknown", "role": ownRole, "policy": spec.Gap,
		}, map[string]string{"": "aws.permissions"})
	}
}

func permissionsOf(d *spec.Function) []spec.Permission {
	if d.AWS == nil {
		return nil
	}
	return d.AWS.Permissions
}

func (s *synthesis) role(r *harden.Role, from map[string]string) {
	s.add("aws_iam_role", "own", map[string]any{
		"name": r.Name, "id": ownRole, "arn": ownRole, "assume_role_policy": r.Trust.String(), "description": r.Description,
		"permissions_boundary": orNil(r.Boundary), "max_session_duration": 3600, "path": "/", "inline_policy": []any{},
	}, from)
}

func (s *synthesis) rolePolicy(name string, r *harden.Role, p harden.Policy, declared string) {
	s.add("aws_iam_role_policy", name, map[string]any{
		"name": r.PolicyName + "-" + name, "role": ownRole, "policy": p.String(),
	}, map[string]string{"": declared})
}

func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func texts(list []string) []any {
	out := make([]any, 0, len(list))
	for _, text := range list {
		out = append(out, text)
	}
	return out
}

func block(attributes map[string]any) []any { return []any{attributes} }

func (s *synthesis) lambda(d *spec.Function, f *harden.Function) {
	attributes := map[string]any{
		"function_name": f.Name, "arn": f.ARN(), "id": f.Name, "description": f.Description, "role": ownRole,
		"runtime": orNil(f.Runtime), "handler": orNil(f.Handler), "image_uri": orNil(f.Code.Image),
		"s3_bucket": orNil(f.Code.Bucket), "s3_key": orNil(f.Code.Key), "s3_object_version": orNil(f.Code.Version),
		"filename": orNil(f.Code.Path + f.Code.Directory), "source_code_hash": orNil(f.Code.SHA256),
		"architectures": []any{f.Architecture}, "memory_size": f.Memory, "timeout": f.Timeout,
		"ephemeral_storage": block(map[string]any{"size": f.EphemeralStorage}), "publish": f.Publish,
		"reserved_concurrent_executions": f.Concurrency, "kms_key_arn": f.Key.ARN, "layers": texts(f.Layers),
		"dead_letter_config":      block(map[string]any{"target_arn": f.DeadLetter.ARN}),
		"tracing_config":          block(map[string]any{"mode": f.Tracing}),
		"code_signing_config_arn": orNil(f.CodeSigning), "package_type": packageType(f),
		"logging_config": block(map[string]any{
			"log_format": f.Logging.Format, "application_log_level": f.Logging.Application,
			"system_log_level": f.Logging.System, "log_group": f.Logging.Group,
		}),
		"environment": environment(f), "vpc_config": network(f), "file_system_config": fileSystem(f),
		"tags": tags(f.Tags), "tags_all": tags(f.Tags),
	}
	from := functionPlaces()
	for name := range d.Environment {
		from["environment.0.variables."+name] = fmt.Sprintf("environment[%q]", name)
	}
	for name := range d.Secrets {
		from["environment.0.variables."+name] = fmt.Sprintf("secrets[%q]", name)
	}
	s.add("aws_lambda_function", "own", attributes, from)
	s.settings(f)
}

// settings are what the aws provider has resources of their own for.
func (s *synthesis) settings(f *harden.Function) {
	s.add("aws_lambda_function_event_invoke_config", "own", map[string]any{
		"function_name": f.Name, "maximum_event_age_in_seconds": f.Events.MaximumAge,
		"maximum_retry_attempts": f.Events.MaximumRetries, "destination_config": []any{},
	}, map[string]string{"maximum_event_age_in_seconds": "aws.maximum_event_age", "maximum_retry_attempts": "aws.maximum_retries"})
	s.add("aws_lambda_function_recursion_config", "own", map[string]any{
		"function_name": f.Name, "recursive_loop": f.RecursiveLoop,
	}, nil)
	s.add("aws_lambda_runtime_management_config", "own", map[string]any{
		"function_name": f.Name, "update_runtime_on": f.RuntimeUpdates,
	}, nil)
}

func functionPlaces() map[string]string {
	return map[string]string{
		"function_name": "name", "runtime": "runtime", "handler": "handler", "timeout": "timeout", "memory_size": "memory",
		"image_uri": "source.image", "s3_bucket": "source.object", "s3_key": "source.object", "s3_object_version": "source.object",
		"filename": "source", "source_code_hash": "source", "reserved_concurrent_executions": "concurrency",
		"kms_key_arn": "aws.key", "layers": "aws.layers.*", "dead_letter_config": "aws.dead_letter",
		"tracing_config": "aws.tracing", "code_signing_config_arn": "aws.code_signing", "logging_config": "aws.log_level",
		"environment": "environment", "vpc_config": "aws.subnet_ids", "vpc_config.0.security_group_ids": "aws.security_group_ids",
		"file_system_config": "aws.file_system", "architectures": "aws.architecture", "ephemeral_storage": "aws.ephemeral_storage",
		"tags": "tags", "role": "aws.permissions",
	}
}

func packageType(f *harden.Function) string {
	if f.Code.Image != "" {
		return "Image"
	}
	return "Zip"
}

func environment(f *harden.Function) []any {
	if len(f.Environment) == 0 {
		return []any{}
	}
	return block(map[string]any{"variables": tags(f.Environment)})
}

func tags(m map[string]string) map[string]any {
	out := map[string]any{}
	for name, value := range m {
		out[name] = value
	}
	return out
}

func network(f *harden.Function) []any {
	if f.Network == nil {
		return []any{}
	}
	return block(map[string]any{
		"subnet_ids": texts(f.Network.SubnetIDs), "security_group_ids": texts(f.Network.SecurityGroupIDs),
	})
}

func fileSystem(f *harden.Function) []any {
	if f.FileSystem == nil {
		return []any{}
	}
	return block(map[string]any{"arn": f.FileSystem.AccessPoint, "local_mount_path": f.FileSystem.Path})
}
