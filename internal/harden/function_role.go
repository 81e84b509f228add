package harden

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// functionRole makes the execution role. Its trust names Lambda alone; Lambda sends no aws:SourceAccount when it takes on
// an execution role, so a condition on it would lock Lambda out. Who may hand the role to a function is settled by
// iam:PassRole, within the account only.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
func functionRole(f *Function, d *spec.Function) Role {
	return Role{
		Name:        fit("slsguard-"+f.Name+"-"+f.Scope.Region, 64),
		Description: "slsguard: execution role of function " + f.Name,
		Trust:       trust("lambda.amazonaws.com"),
		PolicyName:  "slsguard",
		Policy:      functionPolicy(f, d),
		Boundary:    d.AWS.Boundary,
	}
}

func trust(service string) Policy {
	return Policy{[]Statement{
		Statement{Sid: "Trust", Effect: "Allow", Actions: []string{"sts:AssumeRole"}}.service(service),
	}}
}

// functionPolicy is all that the function may do. logs:CreateLogGroup is left out: an invocation during destroy would
// bring the log group back, without retention and key.
func functionPolicy(f *Function, d *spec.Function) Policy {
	p := Policy{}
	add := func(s ...Statement) { p.Statements = append(p.Statements, s...) }
	add(allow("Logs", []string{"logs:CreateLogStream", "logs:PutLogEvents"}, f.LogGroup.ARN(f.Scope)+":*"))
	add(sendTo(f.DeadLetter.ARN))
	add(useKey(f))
	add(readSecrets(f.Scope, d)...)
	if f.Tracing == "Active" {
		// X-Ray's actions know no resources (Service Authorization Reference).
		add(allow("Traces", []string{"xray:PutTraceSegments", "xray:PutTelemetryRecords"}, "*"))
	}
	if f.Network != nil {
		add(interfaces(f)...)
	}
	if f.FileSystem != nil {
		add(mount(f))
	}
	for i, declared := range d.AWS.Permissions {
		s := allow(fmt.Sprintf("Declared%02d", i+1), declared.Actions, declared.Resources...)
		s.Conditions = cloneConditions(declared.Conditions)
		add(s)
	}
	return p.normal()
}

func sendTo(target string) Statement {
	action := "sqs:SendMessage"
	if a, ok := parseARN(target); ok && a.service == "sns" {
		action = "sns:Publish"
	}
	return allow("DeadLetter", []string{action}, target)
}

// useKey lets the function decrypt its environment, and encrypt failed events for its queue, through these services
// only.
func useKey(f *Function) Statement {
	return allow("Key", []string{"kms:Decrypt", "kms:GenerateDataKey"}, f.Key.ARN).
		where("StringEquals", "kms:ViaService", f.Scope.Service("lambda"), f.Scope.Service("sqs"))
}

// readSecrets lets the function read just its secrets. Which key encrypts a secret is not known unless it is told, so
// the encryption context ties decryption to these secrets: Secrets Manager and SSM set it to the secret's ARN.
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
// https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html
func readSecrets(s Scope, d *spec.Function) []Statement {
	byService := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(d.Secrets)) {
		service := secretService(d.Secrets[name])
		if service == "" {
			service = "secretsmanager" // not known yet; judged again when it is
		}
		byService[service] = append(byService[service], withoutField(d.Secrets[name]))
	}
	keys := d.AWS.SecretKeys
	if len(keys) == 0 {
		keys = []string{s.ARN("kms", "key/*")}
	}
	var all []Statement
	if arns := byService["secretsmanager"]; len(arns) > 0 {
		all = append(all, allow("Secrets", []string{"secretsmanager:GetSecretValue"}, arns...),
			decrypt(s, "SecretKeys", "secretsmanager", "kms:EncryptionContext:SecretARN", arns, keys))
	}
	if arns := byService["ssm"]; len(arns) > 0 {
		all = append(all, allow("Parameters", []string{"ssm:GetParameter", "ssm:GetParameters"}, arns...),
			decrypt(s, "ParameterKeys", "ssm", "kms:EncryptionContext:PARAMETER_ARN", arns, keys))
	}
	return all
}

func decrypt(s Scope, sid, service, contextKey string, arns, keys []string) Statement {
	return allow(sid, []string{"kms:Decrypt"}, keys...).
		where("StringEquals", "kms:ViaService", s.Service(service)).
		where("StringEquals", contextKey, arns...)
}

// withoutField cuts off what may follow a secret's ARN in a reference: ":password:AWSCURRENT:". A secret's own ARN has
// seven parts.
func withoutField(ref string) string {
	parts := strings.Split(ref, ":")
	if len(parts) > 7 && parts[2] == "secretsmanager" {
		parts = parts[:7]
	}
	return strings.Join(parts, ":")
}

// interfaces lets Lambda make network interfaces, and keeps the function's own code from doing so. Lambda asks for these
// actions on any resource before it makes the function, so that they can't be tied to the subnets; the denial is what
// holds: it is met by every call that the code makes, and by none that Lambda makes for it.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice-security
func interfaces(f *Function) []Statement {
	actions := []string{
		"ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets",
		"ec2:DescribeSecurityGroups", "ec2:DescribeVpcs", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
	}
	deny := Statement{Sid: "NetworkNotByCode", Effect: "Deny", Actions: actions, Resources: []string{"*"}}
	return []Statement{allow("Network", actions, "*"), deny.where("ArnEquals", "lambda:SourceFunctionArn", f.ARN())}
}

// mount lets the function use the file system through its access point only, over TLS. The file system's own ARN is not
// told, so the access point ties it down.
// https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
func mount(f *Function) Statement {
	return allow("FileSystem", []string{"elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"},
		f.Scope.ARN("elasticfilesystem", "file-system/*")).
		where("StringEquals", "elasticfilesystem:AccessPointArn", f.FileSystem.AccessPoint).
		where("Bool", "aws:SecureTransport", "true")
}
