package awstest

import (
	"fmt"
	"maps"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

func functionSettingHandlers() map[string]handler {
	return map[string]handler{
		"lambda.PutFunctionConcurrency":          (*World).putConcurrency,
		"lambda.GetFunctionConcurrency":          (*World).getConcurrency,
		"lambda.DeleteFunctionConcurrency":       (*World).deleteConcurrency,
		"lambda.PutFunctionEventInvokeConfig":    (*World).putInvokeConfig,
		"lambda.UpdateFunctionEventInvokeConfig": (*World).updateInvokeConfig,
		"lambda.GetFunctionEventInvokeConfig":    (*World).getInvokeConfig,
		"lambda.DeleteFunctionEventInvokeConfig": (*World).deleteInvokeConfig,
		"lambda.PutFunctionRecursionConfig":      (*World).putRecursion,
		"lambda.GetFunctionRecursionConfig":      (*World).getRecursion,
		"lambda.PutRuntimeManagementConfig":      (*World).putRuntimeManagement,
		"lambda.GetRuntimeManagementConfig":      (*World).getRuntimeManagement,
		"lambda.PutFunctionCodeSigningConfig":    (*World).putSigning,
		"lambda.GetFunctionCodeSigningConfig":    (*World).getSigning,
		"lambda.DeleteFunctionCodeSigningConfig": (*World).deleteSigning,
		"lambda.GetCodeSigningConfig":            (*World).getSigningConfig,
		"lambda.GetLayerVersion":                 (*World).getLayer,
		"lambda.GetLayerVersionByArn":            (*World).getLayerByARN,
		"lambda.GetAccountSettings":              (*World).getAccountSettings,
		"lambda.TagResource":                     (*World).tagLambda,
		"lambda.UntagResource":                   (*World).untagLambda,
		"lambda.ListTags":                        (*World).listLambdaTags,
	}
}

// unreserved is what other functions leave of the account's concurrency.
func (w *World) unreserved(but *Function) int64 {
	left := w.Concurrency
	for _, f := range w.Functions {
		if f != but && f.Reserved != nil {
			left -= *f.Reserved
		}
	}
	return left
}

func (w *World) putConcurrency(in wire.Values) (wire.Values, error) {
	f, _, _, err := w.function(in)
	if err != nil {
		return nil, err
	}
	n := in.Int("ReservedConcurrentExecutions")
	// https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
	if w.unreserved(f)-n < 100 {
		return nil, invalid("Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].")
	}
	f.Reserved = &n
	return wire.Values{"ReservedConcurrentExecutions": n}, nil
}

func (w *World) getConcurrency(in wire.Values) (wire.Values, error) {
	f, _, _, err := w.function(in)
	if err != nil {
		return nil, err
	}
	return wire.Values{"ReservedConcurrentExecutions": f.Reserved}, nil
}

func (w *World) deleteConcurrency(in wire.Values) (wire.Values, error) {
	f, _, _, err := w.function(in)
	if err != nil {
		return nil, err
	}
	f.Reserved = nil
	return nil, nil
}

// checkDestinations: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-async-destinations
func (w *World) checkDestinations(role string, config wire.Values) error {
	for _, kind := range []string{"OnSuccess", "OnFailure"} {
		arn := config.Map(kind).Str("Destination")
		service, action := destinationAction(arn)
		if arn != "" && !w.roleMay(role, action, arn) {
			return invalid("The function's execution role does not have permissions to call %s on %s", action[strings.Index(action, ":")+1:], service)
		}
	}
	return nil
}

func destinationAction(arn string) (service, action string) {
	switch {
	case strings.Contains(arn, ":sqs:"):
		return "SQS", "sqs:SendMessage"
	case strings.Contains(arn, ":sns:"):
		return "SNS", "sns:Publish"
	case strings.Contains(arn, ":lambda:"):
		return "Lambda", "lambda:InvokeFunction"
	case strings.Contains(arn, ":s3:"):
		return "S3", "s3:PutObject"
	default:
		return "EventBridge", "events:PutEvents"
	}
}

func (w *World) setInvokeConfig(in, before wire.Values) (wire.Values, error) {
	f, name, qualifier, err := w.function(in)
	if err != nil {
		return nil, err
	}
	config := before.With(nil)
	config.Take(in, "MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig")
	if err := w.checkDestinations(f.Config.Str("Role"), config.Map("DestinationConfig")); err != nil {
		return nil, err
	}
	config.Or("DestinationConfig", wire.Values{"OnSuccess": wire.Values{}, "OnFailure": wire.Values{}})
	f.Invoke[qualifier] = config
	return w.invokeView(config, name, qualifier), nil
}

func (w *World) invokeView(config wire.Values, name, qualifier string) wire.Values {
	if qualifier == "" {
		qualifier = "$LATEST"
	}
	return config.With(wire.Values{"FunctionArn": w.functionARN(name, qualifier), "LastModified": w.now()})
}

func (w *World) putInvokeConfig(in wire.Values) (wire.Values, error) {
	return w.setInvokeConfig(in, nil)
}

// invokeConfig finds the configuration of a function or of a qualifier.
func (w *World) invokeConfig(in wire.Values) (config wire.Values, name, qualifier string, err error) {
	f, name, qualifier, err := w.function(in)
	if err != nil {
		return nil, name, qualifier, err
	}
	config, ok := f.Invoke[qualifier]
	if !ok {
		return nil, name, qualifier, fail("ResourceNotFoundException",
			"The function %s doesn't have an EventInvokeConfig", w.functionARN(name, qualifier))
	}
	return config, name, qualifier, nil
}

func (w *World) updateInvokeConfig(in wire.Values) (wire.Values, error) {
	config, _, _, err := w.invokeConfig(in)
	if err != nil {
		return nil, err
	}
	return w.setInvokeConfig(in, config)
}

func (w *World) getInvokeConfig(in wire.Values) (wire.Values, error) {
	config, name, qualifier, err := w.invokeConfig(in)
	if err != nil {
		return nil, err
	}
	return w.invokeView(config, name, qualifier), nil
}

func (w *World) deleteInvokeConfig(in wire.Values) (wire.Values, error) {
	_, name, qualifier, err := w.invokeConfig(in)
	if err != nil {
		return nil, err
	}
	delete(w.Functions[name].Invoke, qualifier)
	return nil, nil
}

func (w *World) putRecursion(in wire.Values) (wire.Values, error) {
	f, name, _, err := w.function(in)
	if err != nil {
		return nil, err
	}
	if err := w.editable(f, name, nil); err != nil {
		return nil, err
	}
	f.Recursion = in.Str("RecursiveLoop")
	return wire.Values{"RecursiveLoop": f.Recursion}, nil
}

func (w *World) getRecursion(in wire.Values) (wire.Values, error) {
	f, _, _, err := w.function(in)
	if err != nil {
		return nil, err
	}
	return wire.Values{"RecursiveLoop": f.Recursion}, nil
}

func (w *World) putRuntimeManagement(in wire.Values) (wire.Values, error) {
	f, name, qualifier, err := w.function(in)
	if err != nil {
		return nil, err
	}
	// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html
	if (in.Str("UpdateRuntimeOn") == "Manual") != in.Has("RuntimeVersionArn") {
		return nil, invalid("RuntimeVersionArn is required when UpdateRuntimeOn is Manual, and not allowed otherwise")
	}
	if f.Config.Str("PackageType") == "Image" {
		return nil, invalid("Runtime management is not supported for functions created with container images.")
	}
	config := wire.Values{}
	config.Take(in, "UpdateRuntimeOn", "RuntimeVersionArn")
	f.Runtime[qualifier] = config
	return config.With(wire.Values{"FunctionArn": w.functionARN(name, qualifier)}), nil
}

func (w *World) getRuntimeManagement(in wire.Values) (wire.Values, error) {
	f, name, qualifier, err := w.function(in)
	if err != nil {
		return nil, err
	}
	config, ok := f.Runtime[qualifier]
	if !ok {
		config = wire.Values{"UpdateRuntimeOn": "Auto"}
	}
	return config.With(wire.Values{"FunctionArn": w.functionARN(name, qualifier)}), nil
}

func (w *World) signingConfig(arn string) (wire.Values, error) {
	if c, ok := w.SigningConfigs[arn]; ok {
		return c, nil
	}
	return nil, fail("CodeSigningConfigNotFoundException", "The code signing configuration cannot be found. Check that the provided configuration is not deleted: %s.", arn)
}

func (w *World) putSigning(in wire.Values) (wire.Values, error) {
	f, name, _, err := w.function(in)
	if err != nil {
		return nil, err
	}
	if _, err := w.signingConfig(in.Str("CodeSigningConfigArn")); err != nil {
		return nil, err
	}
	f.Signing = in.Str("CodeSigningConfigArn")
	return wire.Values{"CodeSigningConfigArn": f.Signing, "FunctionName": name}, nil
}

func (w *World) getSigning(in wire.Values) (wire.Values, error) {
	f, name, _, err := w.function(in)
	if err != nil {
		return nil, err
	}
	out := wire.Values{"FunctionName": name}
	// Without a configuration the answer has no ARN, and is no error: see wire/overlay/lambda.json.
	if f.Signing != "" {
		out["CodeSigningConfigArn"] = f.Signing
	}
	return out, nil
}

func (w *World) deleteSigning(in wire.Values) (wire.Values, error) {
	f, _, _, err := w.function(in)
	if err != nil {
		return nil, err
	}
	f.Signing = ""
	return nil, nil
}

func (w *World) getSigningConfig(in wire.Values) (wire.Values, error) {
	config, err := w.signingConfig(in.Str("CodeSigningConfigArn"))
	if err != nil {
		return nil, err
	}
	return wire.Values{"CodeSigningConfig": config}, nil
}

func (w *World) getLayer(in wire.Values) (wire.Values, error) {
	layer := in.Str("LayerName")
	if !strings.HasPrefix(layer, "arn:") {
		layer = w.arn("lambda", "layer:"+layer)
	}
	return w.layer(fmt.Sprintf("%s:%d", layer, in.Int("VersionNumber")))
}

func (w *World) getLayerByARN(in wire.Values) (wire.Values, error) { return w.layer(in.Str("Arn")) }

func (w *World) layer(arn string) (wire.Values, error) {
	if v, ok := w.Layers[arn]; ok {
		return v.With(wire.Values{"LayerVersionArn": arn}), nil
	}
	return nil, fail("ResourceNotFoundException", "The resource you requested does not exist: %s", arn)
}

func (w *World) getAccountSettings(wire.Values) (wire.Values, error) {
	return wire.Values{
		"AccountLimit": wire.Values{"ConcurrentExecutions": w.Concurrency, "UnreservedConcurrentExecutions": w.unreserved(nil)},
		"AccountUsage": wire.Values{"FunctionCount": len(w.Functions)},
	}, nil
}

// taggedLambda gives the tags of a function or an event source mapping.
func (w *World) taggedLambda(arn string) (map[string]string, error) {
	if _, id, ok := strings.Cut(arn, ":event-source-mapping:"); ok {
		if m, ok := w.Mappings[id]; ok {
			return m.Tags, nil
		}
		return nil, fail("ResourceNotFoundException", "The resource you requested does not exist.")
	}
	f, _, qualifier, err := w.function(wire.Values{"FunctionName": arn})
	if err != nil {
		return nil, err
	}
	if qualifier != "" {
		return nil, invalid("Tags on function aliases and versions are not supported. Please specify either a function ARN or a function name.")
	}
	return f.Tags, nil
}

func (w *World) tagLambda(in wire.Values) (wire.Values, error) {
	tags, err := w.taggedLambda(in.Str("Resource"))
	if err != nil {
		return nil, err
	}
	maps.Copy(tags, in.StrMap("Tags"))
	return nil, nil
}

func (w *World) untagLambda(in wire.Values) (wire.Values, error) {
	tags, err := w.taggedLambda(in.Str("Resource"))
	if err != nil {
		return nil, err
	}
	for _, k := range in.Strs("TagKeys") {
		delete(tags, k)
	}
	return nil, nil
}

func (w *World) listLambdaTags(in wire.Values) (wire.Values, error) {
	tags, err := w.taggedLambda(in.Str("Resource"))
	if err != nil {
		return nil, err
	}
	return wire.Values{"Tags": tags}, nil
}
