package awstest

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// invalid is how Lambda refuses a value that its model allows.
func invalid(format string, args ...any) error {
	return fail("InvalidParameterValueException", format, args...)
}

// checkFunction applies what Lambda wants of a function beyond its model. It takes a whole function in the form of
// a CreateFunction request.
func (w *World) checkFunction(in wire.Values, name string) error {
	for _, check := range []func(wire.Values) error{
		checkPackage, checkRuntime, checkLimits, checkEnvironment, checkLogging,
		w.checkRole, w.checkDeadLetter, w.checkFunctionKey, w.checkVPC, w.checkLayers, w.checkTracing,
	} {
		if err := check(in); err != nil {
			return err
		}
	}
	if len(name) > 64 {
		// The model's 140 are for ARNs: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
		return fail("ValidationException", "1 validation error detected: Value '%s' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64", name)
	}
	return nil
}

// checkPackage wants runtime and handler for a zip, and neither for an image.
func checkPackage(in wire.Values) error {
	zipped := in.Str("PackageType") != "Image"
	has := in.Str("Runtime") != "" && in.Str("Handler") != ""
	switch {
	case zipped && !has:
		return invalid("Runtime and Handler are mandatory parameters for functions created with deployment packages.")
	case !zipped && (in.Has("Runtime") || in.Has("Handler")):
		return invalid("Runtime and Handler cannot be set for functions created with container images.")
	case !zipped && len(in.Strs("Layers")) > 0:
		return invalid("Layers are not supported for functions created with container images.")
	}
	return nil
}

// checkRuntime refuses the runtimes whose updates AWS had blocked by November 2026:
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtimes-deprecated
func checkRuntime(in wire.Values) error {
	blocked := []string{
		"nodejs", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x",
		"python2.7", "python3.6", "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "ruby2.5",
	}
	runtime := in.Str("Runtime")
	if !slices.Contains(blocked, runtime) {
		return nil
	}
	return invalid("The runtime parameter of %s is no longer supported for creating or updating AWS Lambda functions. "+
		"We recommend you use a supported runtime while creating or updating functions.", runtime)
}

// checkLimits has the limits of a plain function; the model's are those of newer kinds.
// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
func checkLimits(in wire.Values) error {
	if n := in.Int("Timeout"); n > 900 {
		return fail("ValidationException", "1 validation error detected: Value '%d' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900", n)
	}
	if n := in.Int("MemorySize"); n > 10240 {
		return fail("ValidationException", "1 validation error detected: Value '%d' at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to 10240", n)
	}
	if len(in.Strs("Layers")) > 5 {
		return invalid("Cannot reference more than 5 layers.")
	}
	return nil
}

// checkEnvironment refuses reserved names and more than 4 KB:
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
func checkEnvironment(in wire.Values) error {
	reserved := []string{
		"_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV",
		"AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION",
		"AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME",
		"AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
		"AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR",
	}
	size, bad := 0, []string{}
	for k, v := range in.Map("Environment").StrMap("Variables") {
		size += len(k) + len(v)
		if slices.Contains(reserved, k) {
			bad = append(bad, k)
		}
	}
	if len(bad) > 0 {
		slices.Sort(bad)
		return invalid("Lambda was unable to configure your environment variables because the environment variables you "+
			"have provided contains reserved keys that are currently not supported for modification. "+
			"Reserved keys used in this request: %s", strings.Join(bad, ", "))
	}
	if size > 4096 {
		return invalid("Lambda was unable to configure your environment variables because the environment variables you " +
			"have provided exceeded the 4KB limit.")
	}
	return nil
}

// checkLogging: levels exist for JSON alone.
// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
func checkLogging(in wire.Values) error {
	l := in.Map("LoggingConfig")
	if l.Str("LogFormat") != "JSON" && (l.Has("ApplicationLogLevel") || l.Has("SystemLogLevel")) {
		return invalid("LogLevel is not supported when LogFormat is set to 'Text'. Remove LogLevel from your request or change the LogFormat to 'JSON' and try again.")
	}
	return nil
}

// checkRole: https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
func (w *World) checkRole(in wire.Values) error {
	if !w.assumable(in.Str("Role"), "lambda.amazonaws.com", nil) {
		return invalid("The role defined for the function cannot be assumed by Lambda.")
	}
	return nil
}

// checkDeadLetter: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
// AWS does not document how a target that is missing is called; it is treated as one that the role cannot send to.
func (w *World) checkDeadLetter(in wire.Values) error {
	target := in.Map("DeadLetterConfig").Str("TargetArn")
	switch {
	case target == "":
		return nil
	case strings.Contains(target, ":sqs:"):
		if _, ok := w.Queues[lastPart(target)]; !ok || !w.roleMay(in.Str("Role"), "sqs:SendMessage", target) {
			return invalid("The provided execution role does not have permissions to call SendMessage on SQS")
		}
	case strings.Contains(target, ":sns:"):
		if _, ok := w.Topics[target]; !ok || !w.roleMay(in.Str("Role"), "sns:Publish", target) {
			return invalid("The provided execution role does not have permissions to call Publish on SNS")
		}
	default:
		return invalid("The dead letter target %s is neither an SQS queue nor an SNS topic", target)
	}
	return nil
}

func lastPart(arn string) string { return arn[strings.LastIndex(arn, ":")+1:] }

// checkFunctionKey: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
func (w *World) checkFunctionKey(in wire.Values) error {
	arn := in.Str("KMSKeyArn")
	if arn == "" {
		return nil
	}
	if _, k, err := w.keyOf(arn); err == nil && k.State == keyEnabled {
		return nil
	}
	return invalid("Lambda was unable to configure access to your environment variables because the KMS key is invalid for CreateGrant. "+
		"Please check your KMS key settings. KMS Exception: NotFoundException KMS Message: Key '%s' does not exist", arn)
}

// checkVPC: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
func (w *World) checkVPC(in wire.Values) error {
	subnets := in.Map("VpcConfig").Strs("SubnetIds")
	for _, id := range subnets {
		if _, ok := w.Subnets[id]; !ok {
			return invalid("Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. "+
				"EC2 Error Message: The subnet ID '%s' does not exist", id)
		}
	}
	for _, id := range in.Map("VpcConfig").Strs("SecurityGroupIds") {
		if !w.SecurityGroups[id] {
			return invalid("Error occurred while DescribeSecurityGroups. EC2 Error Code: InvalidGroup.NotFound. "+
				"EC2 Error Message: The security group '%s' does not exist", id)
		}
	}
	if len(subnets) > 0 && !w.roleMay(in.Str("Role"), "ec2:CreateNetworkInterface", "*") {
		return invalid("The provided execution role does not have permissions to call CreateNetworkInterface on EC2")
	}
	if len(in.Maps("FileSystemConfigs")) > 0 && len(subnets) == 0 {
		return invalid("Function must be configured to execute in a VPC to reference access point %s.",
			in.Maps("FileSystemConfigs")[0].Str("Arn"))
	}
	return nil
}

// checkLayers wants the account's own layers to exist; those of other accounts are taken to.
func (w *World) checkLayers(in wire.Values) error {
	for _, arn := range in.Strs("Layers") {
		if _, ok := w.Layers[arn]; !ok && strings.Contains(arn, ":"+w.Account+":") {
			return invalid("Layer version %s does not exist.", arn)
		}
	}
	return nil
}

// checkTracing: https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
func (w *World) checkTracing(in wire.Values) error {
	if in.Map("TracingConfig").Str("Mode") == "Active" && !w.roleMay(in.Str("Role"), "xray:PutTraceSegments", "*") {
		return invalid("The provided execution role does not have permissions to call PutTraceSegments on XRAY")
	}
	return nil
}

// setCode checks and takes code: a zip in the request, an object in S3, or an image.
func (w *World) setCode(f *Function, function, code wire.Values) error {
	switch {
	case function.Str("PackageType") == "Image":
		return w.setImage(f, code.Str("ImageUri"))
	case code.Has("ZipFile"):
		return w.setZip(f, code.Bytes("ZipFile"), false)
	case code.Has("S3Bucket"):
		o, err := w.codeObject(code)
		if err != nil {
			return err
		}
		return w.setZip(f, o.Body, o.Signed)
	default:
		return invalid("Please provide a source for function code.")
	}
}

func (w *World) setZip(f *Function, archive []byte, signed bool) error {
	if _, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive))); err != nil {
		return invalid("Could not unzip uploaded file. Please check your file, then try to upload again.")
	}
	policies := w.SigningConfigs[f.Signing].Map("CodeSigningPolicies")
	if !signed && policies.Str("UntrustedArtifactOnDeployment") == "Enforce" {
		return fail("CodeVerificationFailedException",
			"Lambda cannot deploy the function. The function or layer might be signed using a signature that the client is not configured to accept. Check the provided signature.")
	}
	sum := sha256.Sum256(archive)
	f.Config["CodeSha256"], f.Config["CodeSize"] = base64.StdEncoding.EncodeToString(sum[:]), len(archive)
	f.Code = wire.Values{"RepositoryType": "S3", "Location": "https://code.invalid/" + fmt.Sprintf("%x", sum[:8])}
	return nil
}

// setImage wants an image that can be pulled; the digest of one named by tag is made from the name.
func (w *World) setImage(f *Function, uri string) error {
	switch {
	case uri == "":
		return invalid("Please provide ImageUri when updating a function with packageType Image.")
	case len(w.Images) > 0 && !w.Images[uri]:
		return invalid("Source image %s does not exist. Provide a valid source image.", uri)
	}
	repository, digest, ok := strings.Cut(uri, "@sha256:")
	if !ok {
		repository, _, _ = strings.Cut(uri, ":")
		digest = fmt.Sprintf("%x", sha256.Sum256([]byte(uri)))
	}
	f.Config["CodeSha256"], f.Config["CodeSize"] = digest, 0
	f.Code = wire.Values{"RepositoryType": "ECR", "ImageUri": uri, "ResolvedImageUri": repository + "@sha256:" + digest}
	return nil
}

func (w *World) codeObject(code wire.Values) (*Object, error) {
	const text = "Error occurred while GetObject. S3 Error Code: %s. S3 Error Message: %s"
	b, ok := w.Buckets[code.Str("S3Bucket")]
	if !ok {
		return nil, invalid(text, "NoSuchBucket", "The specified bucket does not exist")
	}
	o, ok := b.object(code.Str("S3Key"), code.Str("S3ObjectVersion"))
	if !ok {
		return nil, invalid(text, "NoSuchKey", "The specified key does not exist.")
	}
	return o, nil
}
