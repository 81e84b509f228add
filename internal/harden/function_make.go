package harden

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// MakeFunction gives the hardened desired state of a declared function. Its error joins one *FieldError for each value
// that can't be; values that can be but should not are left to the rules.
func MakeFunction(declared spec.Function, scope Scope) (Function, error) {
	if declared.AWS == nil {
		declared.AWS = &spec.AWSFunction{}
	}
	if err := checkFunction(&declared); err != nil {
		return Function{}, err
	}
	f := basics(&declared, scope)
	f.LogGroup = LogGroup{
		Name:      "/aws/lambda/" + f.Name,
		Retention: or(declared.AWS.LogRetention, DefaultRetention),
		Key:       or(declared.AWS.Key, OwnKey),
	}
	f.Logging = Logging{
		Format: "JSON", Application: or(declared.AWS.LogLevel, DefaultLogLevel), System: "INFO", Group: f.LogGroup.Name,
	}
	f.Key = functionKey(&f, declared.AWS.Key)
	f.DeadLetter = functionDeadLetter(&f, declared.AWS.DeadLetter)
	f.Role = functionRole(&f, &declared)
	return f, nil
}

func basics(d *spec.Function, scope Scope) Function {
	aws := d.AWS
	f := Function{
		Scope: scope, Name: d.Name, Description: d.Description, Runtime: d.Runtime, Handler: d.Handler,
		Code:             code(d.Source),
		Architecture:     or(aws.Architecture, DefaultArchitecture),
		Memory:           or(d.Memory, DefaultMemory),
		Timeout:          or(d.Timeout, DefaultTimeout),
		EphemeralStorage: or(aws.EphemeralStorage, DefaultStorage),
		Concurrency:      orPointer(d.Concurrency, DefaultConcurrency),
		Environment:      environment(d),
		Layers:           slices.Clone(aws.Layers),
		FileSystem:       aws.FileSystem,
		CodeSigning:      aws.CodeSigning,
		Tracing:          "Active",
		Events: Events{
			MaximumAge:     or(aws.MaximumEventAge, DefaultEventAge),
			MaximumRetries: orPointer(aws.MaximumRetries, DefaultEventRetries),
		},
		RecursiveLoop: "Terminate", RuntimeUpdates: "Auto",
		Alias: aws.Alias, Publish: aws.Publish || aws.Alias != "",
		Tags: maps.Clone(d.Tags),
	}
	if aws.Tracing != nil && !*aws.Tracing {
		f.Tracing = "PassThrough"
	}
	if len(aws.SubnetIDs) > 0 {
		f.Network = &Network{sorted(aws.SubnetIDs), sorted(aws.SecurityGroupIDs)}
	}
	return f
}

func code(s spec.Source) Code {
	c := Code{Path: s.Path, Directory: s.Directory, Image: s.Image, SHA256: s.SHA256}
	if s.Object != nil {
		c.Bucket, c.Key, c.Version = s.Object.Bucket, s.Object.Key, s.Object.Version
	}
	return c
}

// environment joins plain variables and references to secrets: the function gets a secret's ARN, never its value.
func environment(d *spec.Function) map[string]string {
	if len(d.Environment)+len(d.Secrets) == 0 {
		return nil
	}
	env := maps.Clone(d.Environment)
	if env == nil {
		env = map[string]string{}
	}
	maps.Copy(env, d.Secrets)
	return env
}

func functionKey(f *Function, given string) Key {
	if given != "" {
		return Key{ARN: given}
	}
	key := ownKey(f.Scope, f.Name, "slsguard: environment, logs and failed events of function "+f.Name)
	key.Policy = key.Policy.With(logsUseKey(f.Scope, f.LogGroup.ARN(f.Scope)))
	return key
}

func functionDeadLetter(f *Function, given string) DeadLetter {
	if given != "" {
		return DeadLetter{ARN: given}
	}
	return ownQueue(f.Scope, f.Name+"-dead-letter", f.Key.ARN)
}

// ownQueue makes a dead-letter queue that keeps messages as long as SQS can, and takes none over plain HTTP.
func ownQueue(s Scope, name, key string) DeadLetter {
	name = fit(name, 80)
	arn := s.ARN("sqs", name)
	return DeadLetter{ARN: arn, Queue: &Queue{
		Name: name, Key: key, Retention: queueRetention, Policy: Policy{[]Statement{denyPlaintext(arn)}},
	}}
}

func denyPlaintext(queue string) Statement {
	return Statement{
		Sid: "DenyPlaintext", Effect: "Deny", Everyone: true, Actions: []string{"sqs:*"}, Resources: []string{queue},
	}.where("Bool", "aws:SecureTransport", "false")
}

// ownKey makes a key that its account's own policies govern, as AWS advises, so that it can't lock everybody out.
func ownKey(s Scope, name, description string) Key {
	owner := Statement{
		Sid: "Owner", Effect: "Allow", Principals: map[string][]string{"AWS": {s.Global("iam", "root")}},
		Actions: []string{"kms:*"}, Resources: []string{"*"},
	}
	return Key{
		ARN: OwnKey, Alias: fit("alias/slsguard/"+name, 256), Description: description,
		Policy: Policy{[]Statement{owner}}, Rotation: true, Window: KeyWindow,
	}
}

// logsUseKey lets CloudWatch Logs use a key for one log group.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
func logsUseKey(s Scope, group string) Statement {
	return allow("Logs", []string{
		"kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:DescribeKey",
	}, "*").service(logsPrincipal(s)).where("ArnEquals", "kms:EncryptionContext:aws:logs:arn", group)
}

func logsPrincipal(s Scope) string { return "logs." + s.Region + ".amazonaws.com" }

var (
	functionName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)
	variableName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]+$`)
)

// checkFunction finds values that the API would refuse. The numbers are Lambda's quotas:
// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
func checkFunction(d *spec.Function) error {
	var errs []error
	if spec.IsKnown(d.Name) && !functionName.MatchString(d.Name) {
		errs = append(errs, wrong("name", "%q is not 1 to 64 letters, digits, - and _", d.Name))
	}
	errs = append(errs, checkSource(d), checkVariables(d), checkNetwork(d.AWS),
		within("memory", d.Memory, 128, 10240, "MB"),
		within("timeout", d.Timeout, 1, 900, "seconds"),
		within("aws.ephemeral_storage", d.AWS.EphemeralStorage, 512, 10240, "MB"),
		within("aws.maximum_event_age", d.AWS.MaximumEventAge, 60, 21600, "seconds"),
		oneOf("aws.architecture", d.AWS.Architecture, "arm64", "x86_64"),
		oneOf("aws.log_level", d.AWS.LogLevel, "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"),
		retention("aws.log_retention", d.AWS.LogRetention),
	)
	if r := d.AWS.MaximumRetries; r != nil && (*r < 0 || *r > 2) {
		errs = append(errs, wrong("aws.maximum_retries", "%d is not 0 to 2", *r))
	}
	if c := d.Concurrency; c != nil && *c < Unreserved {
		errs = append(errs, wrong("concurrency", "%d is neither a number of executions nor -1 (no limit)", *c))
	}
	return errors.Join(errs...)
}

func checkSource(d *spec.Function) error {
	s := d.Source
	given := 0
	for _, is := range []bool{s.Path != "", s.Directory != "", s.Object != nil, s.Image != ""} {
		if is {
			given++
		}
	}
	switch {
	case given != 1:
		return wrong("source", "give one of path, directory, object and image")
	case s.Image != "" && (d.Runtime != "" || d.Handler != ""):
		return wrong("source.image", "an image brings its own runtime and handler; leave them out")
	case s.Image != "" && spec.IsKnown(s.Image) && !strings.Contains(s.Image, "@sha256:"):
		return wrong("source.image", "%q has no digest; write repository@sha256:…, so that nobody can change what runs", s.Image)
	case s.Image == "" && d.Runtime == "":
		return wrong("runtime", "a function from a zip needs a runtime")
	case s.Image == "" && d.Handler == "":
		return wrong("handler", "a function from a zip needs a handler")
	}
	return nil
}

// checkVariables refuses a variable that is given twice and the names that Lambda keeps for itself.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
func checkVariables(d *spec.Function) error {
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(d.Secrets)) {
		if _, twice := d.Environment[name]; twice {
			errs = append(errs, wrong("secrets["+strconv.Quote(name)+"]", "the variable is also in environment"))
		}
		if ref := d.Secrets[name]; spec.IsKnown(ref) && secretService(ref) == "" {
			errs = append(errs, wrong("secrets["+strconv.Quote(name)+"]",
				"not the ARN of a Secrets Manager secret or an SSM parameter; a secret's value must not be written here"))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(environment(d))) {
		if !variableName.MatchString(name) || reserved(name) {
			errs = append(errs, wrong("environment["+strconv.Quote(name)+"]", "Lambda does not take a variable of this name"))
		}
	}
	return errors.Join(errs...)
}

func reserved(name string) bool {
	switch name {
	case "AWS_LAMBDA_EXEC_WRAPPER", "AWS_XRAY_CONTEXT_MISSING":
		return false
	case "_HANDLER", "_X_AMZN_TRACE_ID", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "AWS_DEFAULT_REGION", "AWS_REGION",
		"AWS_EXECUTION_ENV", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN":
		return true
	}
	return strings.HasPrefix(name, "AWS_LAMBDA_")
}

func checkNetwork(aws *spec.AWSFunction) error {
	if (len(aws.SubnetIDs) > 0) != (len(aws.SecurityGroupIDs) > 0) {
		return wrong("aws.subnet_ids", "subnets and security groups are given together or not at all")
	}
	if aws.FileSystem != nil && len(aws.SubnetIDs) == 0 {
		return wrong("aws.file_system", "a file system is reached only from a VPC; give subnet_ids")
	}
	return nil
}
