package provider

import (
	"context"
	"fmt"
	"regexp"
	"strconv"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// system tells a function as the resources that somebody would write who wanted the same.
func (functionKind) system(ctx context.Context, declared spec.Function, want harden.Function) (*model.System, locator, error) {
	if !spec.IsKnown(want.Scope.Account) || !spec.IsKnown(want.Scope.Region) {
		var err error
		if want, err = harden.MakeFunction(declared, sampleScope()); err != nil {
			return nil, nil, err
		}
	}
	want = want.Bind(sampleKey)
	s := &scene{}
	s.function(&want, &declared)
	s.role(&want.Role, want.Scope)
	s.logGroup(&want.LogGroup, "aws.log_retention", "aws.key")
	s.key(&want.Key, "aws.key")
	s.queue(&want.DeadLetter, "aws.dead_letter")
	s.add("aws_lambda_function_event_invoke_config", "this", fields{
		"function_name":                want.Name,
		"maximum_event_age_in_seconds": want.Events.MaximumAge, "maximum_retry_attempts": want.Events.MaximumRetries,
	}, map[string]string{"maximum_event_age_in_seconds": "aws.maximum_event_age", "maximum_retry_attempts": "aws.maximum_retries"})
	sys, err := s.system(ctx)
	return sys, s.declared, err
}

func (s *scene) function(f *harden.Function, declared *spec.Function) {
	after := fields{
		"function_name": f.Name, "arn": f.ARN(), "role": f.Role.ARN(f.Scope), "description": f.Description,
		"runtime": f.Runtime, "handler": f.Handler, "timeout": f.Timeout, "memory_size": f.Memory,
		"architectures": []string{f.Architecture}, "layers": f.Layers, "kms_key_arn": f.Key.ARN,
		"reserved_concurrent_executions": f.Concurrency, "code_signing_config_arn": f.CodeSigning,
		"dead_letter_config": block(fields{"target_arn": f.DeadLetter.ARN}),
		"tracing_config":     block(fields{"mode": f.Tracing}),
		"ephemeral_storage":  block(fields{"size": f.EphemeralStorage}),
		"logging_config": block(fields{
			"log_format": f.Logging.Format, "log_group": f.Logging.Group,
			"application_log_level": f.Logging.Application, "system_log_level": f.Logging.System,
		}),
		"recursive_loop": f.RecursiveLoop, "tags": f.Tags, "publish": f.Publish, "package_type": "Zip",
	}
	s.addCode(after, f)
	if len(f.Environment) > 0 {
		after["environment"] = block(fields{"variables": f.Environment})
	}
	if f.Network != nil {
		after["vpc_config"] = block(fields{"subnet_ids": f.Network.SubnetIDs, "security_group_ids": f.Network.SecurityGroupIDs})
	}
	if f.FileSystem != nil {
		after["file_system_config"] = block(fields{"arn": f.FileSystem.AccessPoint, "local_mount_path": f.FileSystem.Path})
	}
	s.add("aws_lambda_function", "this", after, functionPlaces(declared))
}

func (s *scene) addCode(after fields, f *harden.Function) {
	switch {
	case f.Code.Image != "":
		after["package_type"], after["image_uri"] = "Image", f.Code.Image
	case f.Code.Bucket != "":
		after["s3_bucket"], after["s3_key"], after["s3_object_version"] = f.Code.Bucket, f.Code.Key, f.Code.Version
	default:
		after["filename"] = "function.zip"
	}
}

// functionPlaces say where each setting of a function is declared.
func functionPlaces(declared *spec.Function) map[string]string {
	places := map[string]string{
		"runtime": "runtime", "handler": "handler", "timeout": "timeout", "memory_size": "memory", "layers": "aws.layers",
		"architectures": "aws.architecture", "kms_key_arn": "aws.key", "reserved_concurrent_executions": "concurrency",
		"code_signing_config_arn": "aws.code_signing", "dead_letter_config": "aws.dead_letter", "tracing_config": "aws.tracing",
		"ephemeral_storage": "aws.ephemeral_storage", "logging_config": "aws.log_level", "tags": "tags", "image_uri": "source.image",
		"s3_bucket": "source.object", "s3_key": "source.object", "filename": "source", "environment": "environment",
		"vpc_config": "aws.subnet_ids", "vpc_config.0.security_group_ids": "aws.security_group_ids",
		"file_system_config": "aws.file_system",
	}
	for name := range declared.Environment {
		places["environment.0.variables."+name] = "environment[" + strconv.Quote(name) + "]"
	}
	for name := range declared.Secrets {
		places["environment.0.variables."+name] = "secrets[" + strconv.Quote(name) + "]"
	}
	return places
}

// role tells a role with a policy for what every function needs and one for each declared permission, so that a finding
// names the very one.
func (s *scene) role(r *harden.Role, scope harden.Scope) {
	s.add("aws_iam_role", "this", fields{
		"name": r.Name, "arn": r.ARN(scope), "assume_role_policy": r.Trust.String(), "permissions_boundary": r.Boundary,
	}, map[string]string{"permissions_boundary": "aws.permissions_boundary"})
	declared := regexp.MustCompile(`^Declared([0-9]+)$`)
	var own harden.Policy
	for _, statement := range r.Policy.Statements {
		number := declared.FindStringSubmatch(statement.Sid)
		if number == nil {
			own.Statements = append(own.Statements, statement)
			continue
		}
		n, err := strconv.Atoi(number[1])
		if err != nil {
			continue // the expression takes digits only, and never too many
		}
		s.rolePolicy(r.Name, statement.Sid, harden.Policy{Statements: []harden.Statement{statement}}, fmt.Sprintf("aws.permissions[%d]", n-1))
	}
	s.rolePolicy(r.Name, "own", own, "")
}

func (s *scene) rolePolicy(role, name string, policy harden.Policy, declared string) {
	s.add("aws_iam_role_policy", name, fields{"name": name, "role": role, "policy": policy.String()}, map[string]string{"": declared})
}

func (s *scene) logGroup(g *harden.LogGroup, retention, key string) {
	s.add("aws_cloudwatch_log_group", "this", fields{
		"name": g.Name, "retention_in_days": g.Retention, "kms_key_id": g.Key,
	}, map[string]string{"retention_in_days": retention, "kms_key_id": key})
}

// key tells a key that the resource makes; of a given one only its ARN is known.
func (s *scene) key(k *harden.Key, declared string) {
	if k.Alias == "" {
		return
	}
	s.add("aws_kms_key", "this", fields{
		"arn": k.ARN, "key_id": k.ARN, "policy": k.Policy.String(), "enable_key_rotation": k.Rotation,
		"deletion_window_in_days": k.Window, "is_enabled": true, "description": k.Description,
	}, map[string]string{"": declared})
}

// queue tells a dead-letter queue that the resource makes.
func (s *scene) queue(d *harden.DeadLetter, declared string) {
	if d.Queue == nil {
		return
	}
	s.add("aws_sqs_queue", "dead_letter", fields{
		"arn": d.ARN, "name": d.Queue.Name, "kms_master_key_id": d.Queue.Key, "policy": d.Queue.Policy.String(),
		"message_retention_seconds": d.Queue.Retention,
	}, map[string]string{"": declared})
}
