package awstest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	iamtypes "github.com/aws/aws-sdk-go-v2/service/iam/types"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	kmstypes "github.com/aws/aws-sdk-go-v2/service/kms/types"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	lambdatypes "github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
)

const (
	queueARN = "arn:aws:sqs:eu-central-1:123456789012:orders-dead"
	queueURL = "https://sqs.eu-central-1.amazonaws.com/123456789012/orders-dead"
	logGroup = "/aws/lambda/orders"
)

// key makes a key that CloudWatch Logs may use, with rotation and an alias.
func (a *account) key() string {
	a.t.Helper()
	policy := `{"Version":"2012-10-17","Statement":[
		{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"kms:*","Resource":"*"},
		{"Effect":"Allow","Principal":{"Service":"logs.eu-central-1.amazonaws.com"},"Action":["kms:Encrypt*","kms:Decrypt*","kms:GenerateDataKey*"],"Resource":"*"}]}`
	made := must[*kms.CreateKeyOutput](a.t)(a.kms.CreateKey(a.t.Context(), &kms.CreateKeyInput{
		Policy: aws.String(policy), Description: aws.String("orders"),
		Tags: []kmstypes.Tag{{TagKey: aws.String("app"), TagValue: aws.String("orders")}},
	}))
	id := made.KeyMetadata.KeyId
	must[*kms.EnableKeyRotationOutput](a.t)(a.kms.EnableKeyRotation(a.t.Context(), &kms.EnableKeyRotationInput{KeyId: id}))
	must[*kms.CreateAliasOutput](a.t)(a.kms.CreateAlias(a.t.Context(), &kms.CreateAliasInput{
		AliasName: aws.String("alias/orders"), TargetKeyId: id,
	}))
	return aws.ToString(made.KeyMetadata.Arn)
}

// hardened makes all that a hardened function has, and gives the function's key.
func (a *account) hardened() string {
	a.t.Helper()
	ctx := a.t.Context()
	key := a.key()
	a.role("logs:PutLogEvents", "sqs:SendMessage", "xray:PutTraceSegments")
	must[*cloudwatchlogs.CreateLogGroupOutput](a.t)(a.logs.CreateLogGroup(ctx, &cloudwatchlogs.CreateLogGroupInput{
		LogGroupName: aws.String(logGroup), KmsKeyId: aws.String(key), Tags: map[string]string{"app": "orders"},
	}))
	must[*cloudwatchlogs.PutRetentionPolicyOutput](a.t)(a.logs.PutRetentionPolicy(ctx, &cloudwatchlogs.PutRetentionPolicyInput{
		LogGroupName: aws.String(logGroup), RetentionInDays: aws.Int32(365),
	}))
	must[*sqs.CreateQueueOutput](a.t)(a.sqs.CreateQueue(ctx, &sqs.CreateQueueInput{
		QueueName: aws.String("orders-dead"), Attributes: map[string]string{"KmsMasterKeyId": key, "MessageRetentionPeriod": "1209600"},
	}))
	in := plainFunction(a.t)
	in.Architectures = []lambdatypes.Architecture{"arm64"}
	in.MemorySize, in.Timeout = aws.Int32(256), aws.Int32(30)
	in.KMSKeyArn = aws.String(key)
	in.DeadLetterConfig = &lambdatypes.DeadLetterConfig{TargetArn: aws.String(queueARN)}
	in.LoggingConfig = &lambdatypes.LoggingConfig{LogFormat: "JSON", LogGroup: aws.String(logGroup)}
	in.TracingConfig = &lambdatypes.TracingConfig{Mode: "Active"}
	in.Environment = &lambdatypes.Environment{Variables: map[string]string{"TABLE": "orders"}}
	in.Tags = map[string]string{"app": "orders"}
	must[*lambda.CreateFunctionOutput](a.t)(a.lambda.CreateFunction(ctx, in))
	a.settings()
	return key
}

// settings sets what stands beside a function's configuration.
func (a *account) settings() {
	a.t.Helper()
	ctx, name := a.t.Context(), aws.String("orders")
	must[*lambda.PutFunctionConcurrencyOutput](a.t)(a.lambda.PutFunctionConcurrency(ctx, &lambda.PutFunctionConcurrencyInput{
		FunctionName: name, ReservedConcurrentExecutions: aws.Int32(20),
	}))
	must[*lambda.PutFunctionEventInvokeConfigOutput](a.t)(a.lambda.PutFunctionEventInvokeConfig(ctx, &lambda.PutFunctionEventInvokeConfigInput{
		FunctionName: name, MaximumEventAgeInSeconds: aws.Int32(3600), MaximumRetryAttempts: aws.Int32(2),
	}))
	must[*lambda.PutFunctionRecursionConfigOutput](a.t)(a.lambda.PutFunctionRecursionConfig(ctx, &lambda.PutFunctionRecursionConfigInput{
		FunctionName: name, RecursiveLoop: "Terminate",
	}))
	must[*lambda.PutRuntimeManagementConfigOutput](a.t)(a.lambda.PutRuntimeManagementConfig(ctx, &lambda.PutRuntimeManagementConfigInput{
		FunctionName: name, UpdateRuntimeOn: "Auto",
	}))
}

func TestHardenedFunction(t *testing.T) {
	a := open(t, awstest.Options{})
	key := a.hardened()
	ctx := t.Context()

	got := must[*lambda.GetFunctionOutput](t)(a.lambda.GetFunction(ctx, &lambda.GetFunctionInput{FunctionName: aws.String("orders")}))
	want := &lambdatypes.FunctionConfiguration{
		FunctionName: aws.String("orders"), FunctionArn: aws.String("arn:aws:lambda:eu-central-1:123456789012:function:orders"),
		Role: aws.String(roleARN), Runtime: "python3.13", Handler: aws.String("app.handler"), Description: aws.String(""),
		Architectures: []lambdatypes.Architecture{"arm64"}, MemorySize: aws.Int32(256), Timeout: aws.Int32(30),
		KMSKeyArn: aws.String(key), DeadLetterConfig: &lambdatypes.DeadLetterConfig{TargetArn: aws.String(queueARN)},
		LoggingConfig: &lambdatypes.LoggingConfig{
			LogFormat: "JSON", LogGroup: aws.String(logGroup), ApplicationLogLevel: "INFO", SystemLogLevel: "INFO",
		},
		TracingConfig:    &lambdatypes.TracingConfigResponse{Mode: "Active"},
		Environment:      &lambdatypes.EnvironmentResponse{Variables: map[string]string{"TABLE": "orders"}},
		EphemeralStorage: &lambdatypes.EphemeralStorage{Size: aws.Int32(512)},
		SnapStart:        &lambdatypes.SnapStartResponse{ApplyOn: "None", OptimizationStatus: "Off"},
		PackageType:      "Zip", Version: aws.String("$LATEST"), State: "Active", LastUpdateStatus: "Successful",
	}
	if d := cmp.Diff(want, got.Configuration, unexported(), volatile()); d != "" {
		t.Errorf("configuration differs (-want +got):\n%s", d)
	}
	if got.Tags["app"] != "orders" || aws.ToInt32(got.Concurrency.ReservedConcurrentExecutions) != 20 {
		t.Errorf("tags %v, concurrency %v", got.Tags, got.Concurrency)
	}
	a.wantSettings()
}

func unexported() cmp.Option { return cmpopts.IgnoreUnexported(anyOf()...) }

func anyOf() []any {
	return []any{
		lambdatypes.FunctionConfiguration{},
		lambdatypes.DeadLetterConfig{},
		lambdatypes.LoggingConfig{},
		lambdatypes.TracingConfigResponse{},
		lambdatypes.EnvironmentResponse{},
		lambdatypes.EphemeralStorage{},
		lambdatypes.SnapStartResponse{},
	}
}

func volatile() cmp.Option {
	return cmpopts.IgnoreFields(lambdatypes.FunctionConfiguration{}, "CodeSha256", "CodeSize", "LastModified", "RevisionId")
}

func (a *account) wantSettings() {
	a.t.Helper()
	ctx, name := a.t.Context(), aws.String("orders")
	invoke := must[*lambda.GetFunctionEventInvokeConfigOutput](a.t)(a.lambda.GetFunctionEventInvokeConfig(ctx, &lambda.GetFunctionEventInvokeConfigInput{FunctionName: name}))
	if aws.ToInt32(invoke.MaximumEventAgeInSeconds) != 3600 || aws.ToInt32(invoke.MaximumRetryAttempts) != 2 {
		a.t.Errorf("event age %v, retries %v", invoke.MaximumEventAgeInSeconds, invoke.MaximumRetryAttempts)
	}
	recursion := must[*lambda.GetFunctionRecursionConfigOutput](a.t)(a.lambda.GetFunctionRecursionConfig(ctx, &lambda.GetFunctionRecursionConfigInput{FunctionName: name}))
	if recursion.RecursiveLoop != "Terminate" {
		a.t.Errorf("recursive loop %q", recursion.RecursiveLoop)
	}
	runtime := must[*lambda.GetRuntimeManagementConfigOutput](a.t)(a.lambda.GetRuntimeManagementConfig(ctx, &lambda.GetRuntimeManagementConfigInput{FunctionName: name}))
	if runtime.UpdateRuntimeOn != "Auto" {
		a.t.Errorf("update runtime on %q", runtime.UpdateRuntimeOn)
	}
	groups := must[*cloudwatchlogs.DescribeLogGroupsOutput](a.t)(a.logs.DescribeLogGroups(ctx, &cloudwatchlogs.DescribeLogGroupsInput{LogGroupNamePrefix: aws.String(logGroup)}))
	if len(groups.LogGroups) != 1 || aws.ToInt32(groups.LogGroups[0].RetentionInDays) != 365 {
		a.t.Errorf("log groups %+v", groups.LogGroups)
	}
}

func TestDestroyLeavesNothing(t *testing.T) {
	a := open(t, awstest.Options{})
	key := a.hardened()
	a.wantLeft("+ iam role orders", "+ kms alias alias/orders", "+ kms key <key>", "+ lambda function orders",
		"+ log group "+logGroup, "+ sqs queue orders-dead")
	a.destroyFunction(key)
	a.wantLeft()
}

func (a *account) destroyFunction(key string) {
	a.t.Helper()
	ctx := a.t.Context()
	must[*lambda.DeleteFunctionOutput](a.t)(a.lambda.DeleteFunction(ctx, &lambda.DeleteFunctionInput{FunctionName: aws.String("orders")}))
	_, err := a.iam.DeleteRole(ctx, &iam.DeleteRoleInput{RoleName: aws.String("orders")})
	wantError(a.t, err, "DeleteConflict", "must delete policies first")
	must[*iam.DeleteRolePolicyOutput](a.t)(a.iam.DeleteRolePolicy(ctx, &iam.DeleteRolePolicyInput{RoleName: aws.String("orders"), PolicyName: aws.String("own")}))
	must[*iam.DeleteRoleOutput](a.t)(a.iam.DeleteRole(ctx, &iam.DeleteRoleInput{RoleName: aws.String("orders")}))
	must[*sqs.DeleteQueueOutput](a.t)(a.sqs.DeleteQueue(ctx, &sqs.DeleteQueueInput{QueueUrl: aws.String(queueURL)}))
	must[*cloudwatchlogs.DeleteLogGroupOutput](a.t)(a.logs.DeleteLogGroup(ctx, &cloudwatchlogs.DeleteLogGroupInput{LogGroupName: aws.String(logGroup)}))
	must[*kms.DeleteAliasOutput](a.t)(a.kms.DeleteAlias(ctx, &kms.DeleteAliasInput{AliasName: aws.String("alias/orders")}))
	must[*kms.ScheduleKeyDeletionOutput](a.t)(a.kms.ScheduleKeyDeletion(ctx, &kms.ScheduleKeyDeletionInput{KeyId: aws.String(key), PendingWindowInDays: aws.Int32(7)}))
	_, err = a.kms.EnableKeyRotation(ctx, &kms.EnableKeyRotationInput{KeyId: aws.String(key)})
	wantError(a.t, err, "KMSInvalidStateException", "pending deletion")
}

// TestRefusedFunctions has what AWS refuses and a lenient stand-in takes.
func TestRefusedFunctions(t *testing.T) {
	tests := []struct {
		name, code, text string
		spoil            func(*lambda.CreateFunctionInput)
	}{
		{"role that does not exist", "InvalidParameterValueException", "cannot be assumed by Lambda", func(in *lambda.CreateFunctionInput) { in.Role = aws.String("arn:aws:iam::123456789012:role/none") }},
		{"runtime that is unknown", "ValidationException", "enum value set", func(in *lambda.CreateFunctionInput) { in.Runtime = "python9.9" }},
		{"runtime that is blocked", "InvalidParameterValueException", "no longer supported", func(in *lambda.CreateFunctionInput) { in.Runtime = "python3.6" }},
		{"name with a space", "ValidationException", "regular expression", func(in *lambda.CreateFunctionInput) { in.FunctionName = aws.String("a b/c") }},
		{"memory", "ValidationException", "greater than or equal to 128", func(in *lambda.CreateFunctionInput) { in.MemorySize = aws.Int32(64) }},
		{"too much memory", "ValidationException", "less than or equal to 10240", func(in *lambda.CreateFunctionInput) { in.MemorySize = aws.Int32(10304) }},
		{"timeout", "ValidationException", "less than or equal to 900", func(in *lambda.CreateFunctionInput) { in.Timeout = aws.Int32(1000) }},
		{"storage", "ValidationException", "ephemeralStorage", func(in *lambda.CreateFunctionInput) {
			in.EphemeralStorage = &lambdatypes.EphemeralStorage{Size: aws.Int32(99)}
		}},
		{"reserved variable", "InvalidParameterValueException", "AWS_REGION", func(in *lambda.CreateFunctionInput) {
			in.Environment = &lambdatypes.Environment{Variables: map[string]string{"AWS_REGION": "x"}}
		}},
		{"no handler", "InvalidParameterValueException", "Runtime and Handler are mandatory", func(in *lambda.CreateFunctionInput) { in.Handler = nil }},
		{"key by form", "ValidationException", "KMSKeyArn", func(in *lambda.CreateFunctionInput) { in.KMSKeyArn = aws.String("key") }},
		{"key that does not exist", "InvalidParameterValueException", "KMS key is invalid", func(in *lambda.CreateFunctionInput) {
			in.KMSKeyArn = aws.String("arn:aws:kms:eu-central-1:123456789012:key/none")
		}},
		{"subnet", "InvalidParameterValueException", "InvalidSubnetID.NotFound", func(in *lambda.CreateFunctionInput) {
			in.VpcConfig = &lambdatypes.VpcConfig{SubnetIds: []string{"subnet-1"}, SecurityGroupIds: []string{"sg-1"}}
		}},
		{"level without JSON", "InvalidParameterValueException", "LogLevel is not supported", func(in *lambda.CreateFunctionInput) {
			in.LoggingConfig = &lambdatypes.LoggingConfig{LogFormat: "Text", ApplicationLogLevel: "INFO"}
		}},
		{"dead letters to nowhere", "InvalidParameterValueException", "SendMessage on SQS", func(in *lambda.CreateFunctionInput) {
			in.DeadLetterConfig = &lambdatypes.DeadLetterConfig{TargetArn: aws.String(queueARN)}
		}},
		{"tracing without permission", "InvalidParameterValueException", "PutTraceSegments", func(in *lambda.CreateFunctionInput) {
			in.TracingConfig = &lambdatypes.TracingConfig{Mode: "Active"}
		}},
		{"no zip", "InvalidParameterValueException", "unzip", func(in *lambda.CreateFunctionInput) { in.Code.ZipFile = []byte("no zip") }},
		{"no object", "InvalidParameterValueException", "NoSuchKey", func(in *lambda.CreateFunctionInput) {
			in.Code = &lambdatypes.FunctionCode{S3Bucket: aws.String("code"), S3Key: aws.String("none.zip")}
		}},
	}
	a := open(t, awstest.Options{})
	a.role()
	a.Change(func(w *awstest.World) {
		w.AddObject("code", "orders.zip", archive(t, ""))
		w.AddQueue("orders-dead", nil)
	})
	a.MarkFixtures()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := plainFunction(t)
			tt.spoil(in)
			_, err := a.lambda.CreateFunction(t.Context(), in)
			wantError(t, err, tt.code, tt.text)
		})
	}
	a.wantLeft()
}

func TestVersionsAndAliases(t *testing.T) {
	a := open(t, awstest.Options{})
	a.role()
	a.function()
	ctx, name := t.Context(), aws.String("orders")
	publish := func() string {
		return aws.ToString(must[*lambda.PublishVersionOutput](t)(a.lambda.PublishVersion(ctx, &lambda.PublishVersionInput{FunctionName: name})).Version)
	}
	if first, again := publish(), publish(); first != "1" || again != "1" {
		t.Errorf("published %s, then %s without a change; want 1 twice", first, again)
	}
	must[*lambda.UpdateFunctionCodeOutput](t)(a.lambda.UpdateFunctionCode(ctx, &lambda.UpdateFunctionCodeInput{FunctionName: name, ZipFile: archive(t, "new")}))
	if v := publish(); v != "2" {
		t.Errorf("published %s after a change, want 2", v)
	}
	alias := must[*lambda.CreateAliasOutput](t)(a.lambda.CreateAlias(ctx, &lambda.CreateAliasInput{FunctionName: name, Name: aws.String("live"), FunctionVersion: aws.String("2")}))
	must[*lambda.UpdateAliasOutput](t)(a.lambda.UpdateAlias(ctx, &lambda.UpdateAliasInput{FunctionName: name, Name: aws.String("live"), FunctionVersion: aws.String("1")}))
	got := must[*lambda.GetFunctionConfigurationOutput](t)(a.lambda.GetFunctionConfiguration(ctx, &lambda.GetFunctionConfigurationInput{FunctionName: alias.AliasArn}))
	if aws.ToString(got.Version) != "1" || aws.ToString(got.FunctionArn) != aws.ToString(alias.AliasArn) {
		t.Errorf("alias shows version %s of %s", aws.ToString(got.Version), aws.ToString(got.FunctionArn))
	}
	_, err := a.lambda.DeleteFunction(ctx, &lambda.DeleteFunctionInput{FunctionName: name, Qualifier: aws.String("1")})
	wantError(t, err, "ResourceConflictException", "aliases reference it")
}

func TestPermissions(t *testing.T) {
	a := open(t, awstest.Options{})
	a.role()
	ctx := t.Context()
	grant := &lambda.AddPermissionInput{
		FunctionName: aws.String("orders"), StatementId: aws.String("topic"), Action: aws.String("lambda:InvokeFunction"),
		Principal: aws.String("sns.amazonaws.com"), SourceArn: aws.String("arn:aws:sns:eu-central-1:123456789012:orders"),
		SourceAccount: aws.String("123456789012"),
	}
	_, err := a.lambda.AddPermission(ctx, grant)
	wantError(t, err, "ResourceNotFoundException", "Function not found")
	a.function()
	must[*lambda.AddPermissionOutput](t)(a.lambda.AddPermission(ctx, grant))
	_, err = a.lambda.AddPermission(ctx, grant)
	wantError(t, err, "ResourceConflictException", "The statement id (topic) provided already exists")
	policy := must[*lambda.GetPolicyOutput](t)(a.lambda.GetPolicy(ctx, &lambda.GetPolicyInput{FunctionName: aws.String("orders")}))
	want := `{"Id":"default","Statement":[{"Sid":"topic","Effect":"Allow","Principal":{"Service":["sns.amazonaws.com"]},"Action":["lambda:InvokeFunction"],` +
		`"Resource":["arn:aws:lambda:eu-central-1:123456789012:function:orders"],"Condition":{"ArnLike":{"AWS:SourceArn":["arn:aws:sns:eu-central-1:123456789012:orders"]},` +
		`"StringEquals":{"AWS:SourceAccount":["123456789012"]}}}],"Version":"2012-10-17"}`
	if got := aws.ToString(policy.Policy); got != want {
		t.Errorf("policy\n%s\nwant\n%s", got, want)
	}
	remove := &lambda.RemovePermissionInput{FunctionName: aws.String("orders"), StatementId: aws.String("topic")}
	must[*lambda.RemovePermissionOutput](t)(a.lambda.RemovePermission(ctx, remove))
	_, err = a.lambda.GetPolicy(ctx, &lambda.GetPolicyInput{FunctionName: aws.String("orders")})
	wantError(t, err, "ResourceNotFoundException", "")
}

func TestBoundaryAndAttachments(t *testing.T) {
	a := open(t, awstest.Options{})
	a.Change(func(w *awstest.World) {
		w.Policies["arn:aws:iam::123456789012:policy/limit"] = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:*","Resource":"*"}]}`
	})
	a.role("xray:PutTraceSegments")
	ctx := t.Context()
	must[*iam.PutRolePermissionsBoundaryOutput](t)(a.iam.PutRolePermissionsBoundary(ctx, &iam.PutRolePermissionsBoundaryInput{
		RoleName: aws.String("orders"), PermissionsBoundary: aws.String("arn:aws:iam::123456789012:policy/limit"),
	}))
	in := plainFunction(t)
	in.TracingConfig = &lambdatypes.TracingConfig{Mode: "Active"}
	_, err := a.lambda.CreateFunction(ctx, in)
	wantError(t, err, "InvalidParameterValueException", "PutTraceSegments")
	must[*iam.DeleteRolePermissionsBoundaryOutput](t)(a.iam.DeleteRolePermissionsBoundary(ctx, &iam.DeleteRolePermissionsBoundaryInput{RoleName: aws.String("orders")}))
	must[*lambda.CreateFunctionOutput](t)(a.lambda.CreateFunction(ctx, in))

	must[*iam.AttachRolePolicyOutput](t)(a.iam.AttachRolePolicy(ctx, &iam.AttachRolePolicyInput{RoleName: aws.String("orders"), PolicyArn: aws.String("arn:aws:iam::123456789012:policy/limit")}))
	must[*iam.TagRoleOutput](t)(a.iam.TagRole(ctx, &iam.TagRoleInput{RoleName: aws.String("orders"), Tags: []iamtypes.Tag{{Key: aws.String("a"), Value: aws.String("b")}}}))
	attached := must[*iam.ListAttachedRolePoliciesOutput](t)(a.iam.ListAttachedRolePolicies(ctx, &iam.ListAttachedRolePoliciesInput{RoleName: aws.String("orders")}))
	if len(attached.AttachedPolicies) != 1 || aws.ToString(attached.AttachedPolicies[0].PolicyName) != "limit" {
		t.Errorf("attached %+v", attached.AttachedPolicies)
	}
	role := must[*iam.GetRoleOutput](t)(a.iam.GetRole(ctx, &iam.GetRoleInput{RoleName: aws.String("orders")}))
	if len(role.Role.Tags) != 1 {
		t.Errorf("tags %+v", role.Role.Tags)
	}
}
