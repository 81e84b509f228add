package awstest

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// v is short for the values of requests and answers.
type v = wire.Values

// script calls operations without the wire, but with both checks against the model.
type script struct {
	*Server
	t *testing.T
}

func newScript(t *testing.T) script {
	t.Helper()
	s := script{newServer(t), t}
	t.Cleanup(func() {
		for _, d := range s.Defects() {
			t.Errorf("defect: %s", d)
		}
	})
	return s
}

func (s script) call(name string, in v) (v, error) {
	s.t.Helper()
	service, operation, _ := cutName(name)
	model, err := s.models.Service(service)
	if err != nil {
		s.t.Fatal(err)
	}
	x := &exchange{
		server: s.Server, service: model, op: model.Operations[operation],
		call: Call{Service: service, Operation: operation, In: in.Clone()},
	}
	return x.handle()
}

// ok gives the answer of a call that has to succeed.
func (s script) ok(name string, in v) v {
	s.t.Helper()
	out, err := s.call(name, in)
	if err != nil {
		s.t.Fatalf("%s: %v", name, err)
	}
	return out
}

// want wants members of an answer.
func (s script) want(name string, in, want v) {
	s.t.Helper()
	out, got := s.ok(name, in), v{}
	got.Take(out, sortedKeys(want)...)
	if d := cmp.Diff(want.Clone(), got); d != "" {
		s.t.Errorf("%s differs (-want +got):\n%s", name, d)
	}
}

// fails wants an error.
func (s script) fails(name string, in v, code string) {
	s.t.Helper()
	_, err := s.call(name, in)
	var got *wire.Error
	if !errors.As(err, &got) || got.Code != code {
		s.t.Errorf("%s: got %v, want %s", name, err, code)
	}
}

const (
	testTrust = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":["lambda.amazonaws.com","scheduler.amazonaws.com"]},"Action":"sts:AssumeRole"}}`
	testAllow = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`
	testRole  = "arn:aws:iam::123456789012:role/orders"
)

func (s script) role() {
	s.t.Helper()
	s.ok("iam.CreateRole", v{"RoleName": "orders", "AssumeRolePolicyDocument": testTrust})
	s.ok("iam.PutRolePolicy", v{"RoleName": "orders", "PolicyName": "own", "PolicyDocument": testAllow})
}

func (s script) image() {
	s.t.Helper()
	s.role()
	s.ok("lambda.CreateFunction", v{
		"FunctionName": "orders", "Role": testRole, "PackageType": "Image",
		"Code": v{"ImageUri": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders:1"},
	})
}

func TestRoleCalls(t *testing.T) {
	s := newScript(t)
	s.role()
	r := v{"RoleName": "orders"}
	s.ok("iam.UpdateRole", r.With(v{"Description": "takes orders", "MaxSessionDuration": 7200}))
	s.want("iam.ListRolePolicies", r, v{"PolicyNames": []string{"own"}})
	s.want("iam.GetRolePolicy", r.With(v{"PolicyName": "own"}), v{"PolicyDocument": urlEncode(testAllow)})
	s.fails("iam.GetRolePolicy", r.With(v{"PolicyName": "other"}), "NoSuchEntityException")
	s.fails("iam.DeleteRolePolicy", r.With(v{"PolicyName": "other"}), "NoSuchEntityException")
	arn := v{"PolicyArn": "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"}
	s.ok("iam.AttachRolePolicy", r.With(arn))
	s.ok("iam.DeleteRolePolicy", r.With(v{"PolicyName": "own"}))
	s.fails("iam.DeleteRole", r, "DeleteConflictException")
	s.ok("iam.DetachRolePolicy", r.With(arn))
	s.fails("iam.DetachRolePolicy", r.With(arn), "NoSuchEntityException")
	s.fails("iam.AttachRolePolicy", r.With(v{"PolicyArn": "arn:aws:iam::123456789012:policy/none"}), "NoSuchEntityException")
	s.fails("iam.CreateRole", r.With(v{"AssumeRolePolicyDocument": testTrust}), "EntityAlreadyExistsException")
	s.fails("iam.UpdateAssumeRolePolicy", r.With(v{"PolicyDocument": testAllow}), "MalformedPolicyDocumentException")
	s.fails("iam.PutRolePolicy", r.With(v{"PolicyName": "own", "PolicyDocument": "{"}), "MalformedPolicyDocumentException")
	s.fails("iam.DeleteRolePermissionsBoundary", r, "NoSuchEntityException")
	s.ok("iam.TagRole", r.With(v{"Tags": []v{{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}}}))
	s.ok("iam.UntagRole", r.With(v{"TagKeys": []string{"a"}}))
	s.want("iam.ListRoleTags", r, v{"Tags": []v{{"Key": "b", "Value": "2"}}})
	s.want("iam.ListInstanceProfilesForRole", r, v{"IsTruncated": false})
	s.want("sts.AssumeRole", v{"RoleArn": testRole, "RoleSessionName": "test"}, v{})
	s.fails("sts.AssumeRole", v{"RoleArn": testRole + "2", "RoleSessionName": "test"}, "AccessDenied")
	s.ok("iam.DeleteRole", r)
}

func TestManagedPolicies(t *testing.T) {
	s := newScript(t)
	s.ok("iam.CreateRole", v{"RoleName": "orders", "AssumeRolePolicyDocument": testTrust})
	for policy, action := range map[string]string{
		"AdministratorAccess": "sqs:SendMessage", "service-role/AWSLambdaBasicExecutionRole": "logs:PutLogEvents",
		"service-role/AWSLambdaSQSQueueExecutionRole":  "sqs:ReceiveMessage",
		"service-role/AWSLambdaVPCAccessExecutionRole": "ec2:CreateNetworkInterface", "AWSXRayDaemonWriteAccess": "xray:PutTraceSegments",
	} {
		arn := v{"RoleName": "orders", "PolicyArn": "arn:aws:iam::aws:policy/" + policy}
		s.ok("iam.AttachRolePolicy", arn)
		s.Change(func(w *World) {
			if !w.roleMay(testRole, action, "*") {
				t.Errorf("%s does not allow %s", policy, action)
			}
		})
		s.ok("iam.DetachRolePolicy", arn)
	}
}

func TestKeyCalls(t *testing.T) {
	s := newScript(t)
	k := v{"KeyId": s.ok("kms.CreateKey", v{}).Map("KeyMetadata").Str("KeyId")}
	s.ok("kms.UpdateKeyDescription", k.With(v{"Description": "orders"}))
	s.want("kms.GetKeyRotationStatus", k, v{"KeyRotationEnabled": false})
	s.ok("kms.EnableKeyRotation", k.With(v{"RotationPeriodInDays": 180}))
	s.want("kms.GetKeyRotationStatus", k, v{"KeyRotationEnabled": true, "RotationPeriodInDays": 180})
	s.ok("kms.DisableKeyRotation", k)
	s.ok("kms.DisableKey", k)
	s.ok("kms.EnableKey", k)
	policy := `{"Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::123456789012:root"]},"Action":"kms:*","Resource":"*"}]}`
	s.ok("kms.PutKeyPolicy", k.With(v{"PolicyName": "default", "Policy": policy}))
	s.want("kms.GetKeyPolicy", k, v{"Policy": policy})
	lockout := `{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999999999999:root"},"Action":"kms:*","Resource":"*"}]}`
	s.fails("kms.PutKeyPolicy", k.With(v{"PolicyName": "default", "Policy": lockout}), "MalformedPolicyDocumentException")
	stranger := `{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/none"},"Action":"kms:*","Resource":"*"}]}`
	s.fails("kms.PutKeyPolicy", k.With(v{"PolicyName": "default", "Policy": stranger}), "MalformedPolicyDocumentException")
	s.ok("kms.TagResource", k.With(v{"Tags": []v{{"TagKey": "a", "TagValue": "1"}}}))
	s.want("kms.ListResourceTags", k, v{"Tags": []v{{"TagKey": "a", "TagValue": "1"}}})
	s.ok("kms.UntagResource", k.With(v{"TagKeys": []string{"a"}}))
	s.fails("kms.DescribeKey", v{"KeyId": "alias/orders"}, "NotFoundException")
	s.aliases(k)
}

func (s script) aliases(k v) {
	s.t.Helper()
	alias := v{"AliasName": "alias/orders"}
	s.fails("kms.CreateAlias", v{"AliasName": "orders", "TargetKeyId": k.Str("KeyId")}, "ValidationException")
	s.fails("kms.DeleteAlias", alias, "NotFoundException")
	s.ok("kms.CreateAlias", alias.With(v{"TargetKeyId": k.Str("KeyId")}))
	s.fails("kms.CreateAlias", alias.With(v{"TargetKeyId": k.Str("KeyId")}), "AlreadyExistsException")
	s.ok("kms.UpdateAlias", alias.With(v{"TargetKeyId": k.Str("KeyId")}))
	s.ok("kms.DescribeKey", v{"KeyId": "alias/orders"})
	if n := len(s.ok("kms.ListAliases", k).List("Aliases")); n != 1 {
		s.t.Errorf("%d aliases, want 1", n)
	}
	s.fails("kms.ScheduleKeyDeletion", k.With(v{"PendingWindowInDays": 3}), "ValidationException")
	s.ok("kms.ScheduleKeyDeletion", k)
	s.fails("kms.ScheduleKeyDeletion", k, "KMSInvalidStateException")
	s.fails("kms.CreateAlias", alias.With(v{"TargetKeyId": k.Str("KeyId")}), "KMSInvalidStateException")
	s.ok("kms.CancelKeyDeletion", k)
	s.fails("kms.CancelKeyDeletion", k, "KMSInvalidStateException")
}

func TestLogCalls(t *testing.T) {
	s := newScript(t)
	g := v{"logGroupName": "orders"}
	s.fails("logs.PutRetentionPolicy", g.With(v{"retentionInDays": 7}), "ResourceNotFoundException")
	s.ok("logs.CreateLogGroup", g.With(v{"deletionProtectionEnabled": true}))
	s.fails("logs.CreateLogGroup", g, "ResourceAlreadyExistsException")
	s.fails("logs.PutRetentionPolicy", g.With(v{"retentionInDays": 17}), "InvalidParameterException")
	s.ok("logs.PutRetentionPolicy", g.With(v{"retentionInDays": 7}))
	s.ok("logs.DeleteRetentionPolicy", g)
	s.fails("logs.DeleteLogGroup", g, "ValidationException")
	s.ok("logs.PutLogGroupDeletionProtection", v{"logGroupIdentifier": "orders", "deletionProtectionEnabled": false})
	// The default policy of a key does not let CloudWatch Logs use it.
	key := s.ok("kms.CreateKey", v{}).Map("KeyMetadata").Str("Arn")
	s.fails("logs.AssociateKmsKey", g.With(v{"kmsKeyId": key}), "AccessDeniedException")
	s.Change(func(w *World) {
		for _, k := range w.Keys {
			k.Policy = `{"Statement":{"Effect":"Allow","Principal":{"Service":"logs.eu-central-1.amazonaws.com"},"Action":"kms:*","Resource":"*"}}`
		}
	})
	s.ok("logs.AssociateKmsKey", g.With(v{"kmsKeyId": key}))
	s.ok("logs.DisassociateKmsKey", g)
	arn := v{"resourceArn": "arn:aws:logs:eu-central-1:123456789012:log-group:orders"}
	s.ok("logs.TagResource", arn.With(v{"tags": v{"a": "1", "b": "2"}}))
	s.ok("logs.UntagResource", arn.With(v{"tagKeys": []string{"a"}}))
	s.want("logs.ListTagsForResource", arn, v{"tags": v{"b": "2"}})
	s.fails("logs.ListTagsForResource", v{"resourceArn": arn.Str("resourceArn") + ":*"}, "InvalidParameterException")
	s.ok("logs.CreateLogGroup", v{"logGroupName": "orders-two"})
	first := s.ok("logs.DescribeLogGroups", v{"limit": 1})
	s.want("logs.DescribeLogGroups", v{"nextToken": first.Str("nextToken"), "limit": 1}, v{})
	s.ok("logs.DeleteLogGroup", g)
}

func TestImageFunction(t *testing.T) {
	s := newScript(t)
	s.image()
	f := v{"FunctionName": "orders"}
	got := s.ok("lambda.GetFunction", f)
	if got.Map("Code").Str("RepositoryType") != "ECR" || got.Map("Configuration").Has("Runtime") {
		t.Errorf("function %v", got)
	}
	s.fails("lambda.UpdateFunctionCode", f, "InvalidParameterValueException")
	s.ok("lambda.UpdateFunctionCode", f.With(v{"ImageUri": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders@sha256:" + sixtyFour, "Publish": true}))
	s.fails("lambda.PutRuntimeManagementConfig", f.With(v{"UpdateRuntimeOn": "Auto"}), "InvalidParameterValueException")
	s.fails("lambda.UpdateFunctionConfiguration", f.With(v{"RevisionId": "old"}), "PreconditionFailedException")
	s.fails("lambda.CreateFunction", f.With(v{"Role": testRole, "PackageType": "Image", "Code": v{"ImageUri": "x"}}), "ResourceConflictException")
	if n := len(s.ok("lambda.ListVersionsByFunction", f).List("Versions")); n != 2 {
		t.Errorf("%d versions, want $LATEST and 1", n)
	}
	if n := len(s.ok("lambda.ListFunctions", v{}).List("Functions")); n != 1 {
		t.Errorf("%d functions, want 1", n)
	}
}

const sixtyFour = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

func TestFunctionSettings(t *testing.T) {
	s := newScript(t)
	s.image()
	f := v{"FunctionName": "orders"}
	s.ok("lambda.PutFunctionConcurrency", f.With(v{"ReservedConcurrentExecutions": 20}))
	s.want("lambda.GetFunctionConcurrency", f, v{"ReservedConcurrentExecutions": 20})
	s.fails("lambda.PutFunctionConcurrency", f.With(v{"ReservedConcurrentExecutions": 950}), "InvalidParameterValueException")
	s.want("lambda.GetAccountSettings", v{}, v{"AccountUsage": v{"FunctionCount": 1}})
	s.ok("lambda.DeleteFunctionConcurrency", f)
	s.fails("lambda.UpdateFunctionEventInvokeConfig", f.With(v{"MaximumRetryAttempts": 1}), "ResourceNotFoundException")
	s.ok("lambda.PutFunctionEventInvokeConfig", f.With(v{"MaximumRetryAttempts": 1}))
	s.want("lambda.UpdateFunctionEventInvokeConfig", f.With(v{"MaximumEventAgeInSeconds": 60}), v{"MaximumRetryAttempts": 1})
	s.ok("lambda.DeleteFunctionEventInvokeConfig", f)
	signing := "arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-0123456789abcdef0"
	s.fails("lambda.PutFunctionCodeSigningConfig", f.With(v{"CodeSigningConfigArn": signing}), "CodeSigningConfigNotFoundException")
	s.Change(func(w *World) { w.SigningConfigs[signing] = signingConfigOf(signing) })
	s.want("lambda.GetFunctionCodeSigningConfig", f, v{"FunctionName": "orders"})
	s.ok("lambda.PutFunctionCodeSigningConfig", f.With(v{"CodeSigningConfigArn": signing}))
	s.want("lambda.GetFunctionCodeSigningConfig", f, v{"CodeSigningConfigArn": signing})
	s.ok("lambda.GetCodeSigningConfig", v{"CodeSigningConfigArn": signing})
	s.ok("lambda.DeleteFunctionCodeSigningConfig", f)
	arn := v{"Resource": "arn:aws:lambda:eu-central-1:123456789012:function:orders"}
	s.ok("lambda.TagResource", arn.With(v{"Tags": v{"a": "1", "b": "2"}}))
	s.ok("lambda.UntagResource", arn.With(v{"TagKeys": []string{"a"}}))
	s.want("lambda.ListTags", arn, v{"Tags": v{"b": "2"}})
	layer := "arn:aws:lambda:eu-central-1:123456789012:layer:tools:3"
	s.fails("lambda.GetLayerVersionByArn", v{"Arn": layer}, "ResourceNotFoundException")
	s.Change(func(w *World) { w.Layers[layer] = v{"Version": 3} })
	s.want("lambda.GetLayerVersion", v{"LayerName": "tools", "VersionNumber": 3}, v{"LayerVersionArn": layer})
}

func signingConfigOf(arn string) v {
	return v{
		"CodeSigningConfigId": "csc-0123456789abcdef0", "CodeSigningConfigArn": arn, "LastModified": "2026-01-01T00:00:00Z",
		"AllowedPublishers":   v{"SigningProfileVersionArns": []string{"arn:aws:signer:eu-central-1:123456789012:/signing-profiles/p/1"}},
		"CodeSigningPolicies": v{"UntrustedArtifactOnDeployment": "Enforce"},
	}
}

func TestAliasAndURLCalls(t *testing.T) {
	s := newScript(t)
	s.image()
	f := v{"FunctionName": "orders"}
	live := f.With(v{"Name": "live"})
	s.fails("lambda.CreateAlias", live.With(v{"FunctionVersion": "1"}), "ResourceNotFoundException")
	s.ok("lambda.PublishVersion", f)
	s.ok("lambda.CreateAlias", live.With(v{"FunctionVersion": "1"}))
	s.fails("lambda.CreateAlias", live.With(v{"FunctionVersion": "1"}), "ResourceConflictException")
	s.want("lambda.GetAlias", live, v{"FunctionVersion": "1"})
	qualified := f.With(v{"Qualifier": "live"})
	s.ok("lambda.PutProvisionedConcurrencyConfig", qualified.With(v{"ProvisionedConcurrentExecutions": 2}))
	s.want("lambda.GetProvisionedConcurrencyConfig", qualified, v{"Status": "READY"})
	s.ok("lambda.DeleteProvisionedConcurrencyConfig", qualified)
	s.fails("lambda.GetProvisionedConcurrencyConfig", qualified, "ProvisionedConcurrencyConfigNotFoundException")
	s.ok("lambda.CreateFunctionUrlConfig", f.With(v{"AuthType": "AWS_IAM"}))
	s.fails("lambda.CreateFunctionUrlConfig", f.With(v{"AuthType": "AWS_IAM"}), "ResourceConflictException")
	s.want("lambda.GetFunctionUrlConfig", f, v{"AuthType": "AWS_IAM"})
	s.ok("lambda.DeleteFunctionUrlConfig", f)
	s.fails("lambda.GetFunctionUrlConfig", f, "ResourceNotFoundException")
	if n := len(s.ok("lambda.ListAliases", f.With(v{"FunctionVersion": "1"})).List("Aliases")); n != 1 {
		t.Errorf("%d aliases, want 1", n)
	}
	s.ok("lambda.DeleteAlias", live)
	s.ok("lambda.DeleteAlias", live)
	s.fails("lambda.GetAlias", live, "ResourceNotFoundException")
}
