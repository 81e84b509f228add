package awstest

import (
	"regexp"
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// Function is a Lambda function. Config is its FunctionConfiguration without version, state and revision.
type Function struct {
	Config      wire.Values
	Code        wire.Values // FunctionCodeLocation
	Tags        map[string]string
	Reserved    *int64                 // reserved concurrency; nil: none
	Policy      map[string][]statement // resource policies by qualifier, "" for the function itself
	Invoke      map[string]wire.Values // event invoke configurations by qualifier
	Recursion   string
	Runtime     map[string]wire.Values // runtime management configurations by qualifier
	Signing     string                 // ARN of the code signing configuration
	Versions    []wire.Values          // published versions, oldest first
	Aliases     map[string]wire.Values
	URL         map[string]wire.Values // function URL configurations by qualifier
	Provisioned map[string]int64       // provisioned concurrency by qualifier

	// Broken makes the function end as Failed with this reason code when it leaves Pending.
	Broken string

	state, update string // State and LastUpdateStatus
	reads         int    // reads until state and update are settled
	revision      string
}

func functionHandlers() map[string]handler {
	return map[string]handler{
		"lambda.CreateFunction":              (*World).createFunction,
		"lambda.GetFunction":                 (*World).getFunction,
		"lambda.GetFunctionConfiguration":    (*World).getFunctionConfiguration,
		"lambda.UpdateFunctionConfiguration": (*World).updateFunctionConfiguration,
		"lambda.UpdateFunctionCode":          (*World).updateFunctionCode,
		"lambda.DeleteFunction":              (*World).deleteFunction,
		"lambda.ListFunctions":               (*World).listFunctions,
	}
}

// functionRef takes a FunctionName apart: a name, a partial or a full ARN, each with or without qualifier.
// https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html#API_GetFunction_RequestParameters
func functionRef(in wire.Values) (name, qualifier string) {
	form := regexp.MustCompile(`^(?:arn:[^:]+:lambda:[^:]+:)?(?:\d{12}:)?(?:function:)?([^:]+)(?::([^:]+))?$`)
	m := form.FindStringSubmatch(in.Str("FunctionName"))
	if m == nil {
		return in.Str("FunctionName"), in.Str("Qualifier")
	}
	if in.Has("Qualifier") {
		m[2] = in.Str("Qualifier")
	}
	if m[2] == "$LATEST" {
		m[2] = ""
	}
	return m[1], m[2]
}

func (w *World) functionARN(name, qualifier string) string {
	arn := w.arn("lambda", "function:"+name)
	if qualifier != "" {
		arn += ":" + qualifier
	}
	return arn
}

func (w *World) noFunction(name, qualifier string) error {
	return fail("ResourceNotFoundException", "Function not found: %s", w.functionARN(name, qualifier))
}

// function finds a function, and refuses a qualifier that is neither a version nor an alias of it.
func (w *World) function(in wire.Values) (*Function, string, string, error) {
	name, qualifier := functionRef(in)
	f, ok := w.Functions[name]
	if !ok || qualifier != "" && !f.hasQualifier(qualifier) {
		return nil, name, qualifier, w.noFunction(name, qualifier)
	}
	return f, name, qualifier, nil
}

func (f *Function) hasQualifier(q string) bool {
	_, alias := f.Aliases[q]
	return alias || f.version(q) != nil
}

func (f *Function) version(number string) wire.Values {
	i := slices.IndexFunc(f.Versions, func(v wire.Values) bool { return v.Str("Version") == number })
	if i < 0 {
		return nil
	}
	return f.Versions[i]
}

// settle counts a read, and ends Pending and InProgress when enough were seen.
func (f *Function) settle() {
	if f.reads > 0 {
		f.reads--
		return
	}
	if f.state == "Pending" {
		f.state = "Active"
		if f.Broken != "" {
			f.state = "Failed"
		}
	}
	if f.update == "InProgress" {
		f.update = "Successful"
	}
}

// changed begins an update, as each change of code or configuration does.
func (w *World) changed(f *Function, name string) {
	f.update, f.reads = "InProgress", w.Delays.UpdateReads
	if f.reads == 0 {
		f.update = "Successful"
	}
	f.revision = w.uuid("revision")
	f.Config["LastModified"] = w.now().Format("2006-01-02T15:04:05.000-0700")
	f.Config["FunctionName"] = name
}

// view is the FunctionConfiguration of the unpublished version.
func (w *World) view(f *Function, name string) wire.Values {
	v := f.Config.With(wire.Values{
		"Version": "$LATEST", "FunctionArn": w.functionARN(name, ""), "State": f.state,
		"LastUpdateStatus": f.update, "RevisionId": f.revision,
	})
	if f.state == "Pending" {
		v["StateReason"], v["StateReasonCode"] = "The function is being created.", "Creating"
	}
	if f.state == "Failed" {
		v["StateReason"], v["StateReasonCode"] = "The function could not be created.", f.Broken
	}
	return v
}

// qualifiedView is the FunctionConfiguration of a version, or of the one an alias points to.
func (w *World) qualifiedView(f *Function, name, qualifier string) wire.Values {
	number := qualifier
	if a, ok := f.Aliases[qualifier]; ok {
		number = a.Str("FunctionVersion")
	}
	if v := f.version(number); v != nil && number != "$LATEST" {
		return v.With(wire.Values{"FunctionArn": w.functionARN(name, qualifier)})
	}
	return w.view(f, name)
}

func (w *World) createFunction(in wire.Values) (wire.Values, error) {
	name, _ := functionRef(in)
	if _, ok := w.Functions[name]; ok {
		return nil, fail("ResourceConflictException", "Function already exist: %s", name)
	}
	for key, value := range createDefaults(name) {
		in.Or(key, value)
	}
	in = in.Clone()
	if err := w.checkFunction(in, name); err != nil {
		return nil, err
	}
	f := &Function{
		Tags: in.StrMap("Tags"), Policy: map[string][]statement{}, Invoke: map[string]wire.Values{},
		Recursion: "Terminate", Runtime: map[string]wire.Values{}, Signing: in.Str("CodeSigningConfigArn"),
		Aliases: map[string]wire.Values{}, URL: map[string]wire.Values{}, Provisioned: map[string]int64{},
		Config: wire.Values{}, state: "Pending", reads: w.Delays.PendingReads,
	}
	if err := w.setCode(f, in, in.Map("Code")); err != nil {
		return nil, err
	}
	w.configure(f, in)
	w.changed(f, name)
	f.update, f.reads = "Successful", w.Delays.PendingReads
	if f.reads == 0 {
		f.settle()
	}
	w.Functions[name] = f
	if in.Bool("Publish") {
		return w.publish(f, name, in), nil
	}
	return w.view(f, name), nil
}

// createDefaults are what AWS fills in:
// https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html#API_CreateFunction_RequestBody
func createDefaults(name string) wire.Values {
	return wire.Values{
		"Description": "", "Timeout": 3, "MemorySize": 128, "PackageType": "Zip", "Architectures": []string{"x86_64"},
		"EphemeralStorage": wire.Values{"Size": 512}, "TracingConfig": wire.Values{"Mode": "PassThrough"},
		"LoggingConfig": wire.Values{"LogFormat": "Text", "LogGroup": "/aws/lambda/" + name},
		"SnapStart":     wire.Values{"ApplyOn": "None"},
	}
}

// configure takes settings over, in the form in which AWS answers them. What is not given stays as it is.
func (w *World) configure(f *Function, in wire.Values) {
	f.Config.Take(in, "Role", "Runtime", "Handler", "Description", "Timeout", "MemorySize", "PackageType",
		"Architectures", "EphemeralStorage", "TracingConfig", "FileSystemConfigs")
	f.takeOrDrop(in, "DeadLetterConfig", in.Map("DeadLetterConfig").Str("TargetArn") != "")
	f.takeOrDrop(in, "Environment", len(in.Map("Environment").Map("Variables")) > 0)
	f.takeOrDrop(in, "KMSKeyArn", in.Str("KMSKeyArn") != "")
	if in.Has("SnapStart") {
		f.Config["SnapStart"] = wire.Values{"ApplyOn": in.Map("SnapStart").Str("ApplyOn"), "OptimizationStatus": "Off"}
	}
	if in.Has("ImageConfig") {
		f.Config["ImageConfigResponse"] = wire.Values{"ImageConfig": in.Map("ImageConfig")}
	}
	if in.Has("Layers") {
		f.Config["Layers"] = layerViews(in.Strs("Layers"))
	}
	w.configureLogs(f, in.Map("LoggingConfig"))
	w.configureVPC(f, in)
}

// takeOrDrop takes a setting over; given and empty, it is dropped.
func (f *Function) takeOrDrop(in wire.Values, name string, full bool) {
	switch {
	case full:
		f.Config[name] = in[name]
	case in.Has(name):
		delete(f.Config, name)
	}
}

func layerViews(arns []string) []wire.Values {
	out := []wire.Values{}
	for _, arn := range arns {
		out = append(out, wire.Values{"Arn": arn, "CodeSize": 1024})
	}
	return out
}

// configureLogs fills in levels: JSON logs have INFO unless set, text has none.
// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
func (w *World) configureLogs(f *Function, logging wire.Values) {
	if logging == nil {
		return
	}
	now := f.Config.Map("LoggingConfig").With(logging)
	if now.Str("LogFormat") == "JSON" {
		now.Or("ApplicationLogLevel", "INFO")
		now.Or("SystemLogLevel", "INFO")
	} else {
		delete(now, "ApplicationLogLevel")
		delete(now, "SystemLogLevel")
	}
	f.Config["LoggingConfig"] = now
}

// configureVPC answers the VPC of the subnets; empty lists take the function out of its VPC.
func (w *World) configureVPC(f *Function, in wire.Values) {
	if !in.Has("VpcConfig") {
		return
	}
	vpc := in.Map("VpcConfig")
	if len(vpc.Strs("SubnetIds")) == 0 {
		delete(f.Config, "VpcConfig")
		return
	}
	vpc.Or("Ipv6AllowedForDualStack", false)
	f.Config["VpcConfig"] = vpc.With(wire.Values{"VpcId": w.Subnets[vpc.Strs("SubnetIds")[0]]})
}

func (w *World) getFunction(in wire.Values) (wire.Values, error) {
	f, name, qualifier, err := w.function(in)
	if err != nil {
		return nil, err
	}
	f.settle()
	out := wire.Values{"Configuration": w.qualifiedView(f, name, qualifier), "Code": f.Code}
	if qualifier == "" && len(f.Tags) > 0 {
		out["Tags"] = f.Tags
	}
	if f.Reserved != nil {
		out["Concurrency"] = wire.Values{"ReservedConcurrentExecutions": *f.Reserved}
	}
	return out, nil
}

func (w *World) getFunctionConfiguration(in wire.Values) (wire.Values, error) {
	f, name, qualifier, err := w.function(in)
	if err != nil {
		return nil, err
	}
	f.settle()
	return w.qualifiedView(f, name, qualifier), nil
}

// editable refuses a change while another is going on:
// https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html
func (w *World) editable(f *Function, name string, in wire.Values) error {
	switch {
	case f.state == "Pending":
		return fail("ResourceConflictException",
			"The operation cannot be performed at this time. The function is currently in the following state: Pending")
	case f.update == "InProgress":
		return fail("ResourceConflictException",
			"The operation cannot be performed at this time. An update is in progress for resource: %s", w.functionARN(name, ""))
	case in.Has("RevisionId") && in.Str("RevisionId") != f.revision:
		return fail("PreconditionFailedException",
			"The RevisionId provided does not match the latest RevisionId. Call the GetFunction/GetAlias API to retrieve the latest RevisionId")
	}
	return nil
}

func (w *World) updateFunctionConfiguration(in wire.Values) (wire.Values, error) {
	f, name, _, err := w.function(in)
	if err != nil {
		return nil, err
	}
	if err := w.editable(f, name, in); err != nil {
		return nil, err
	}
	if err := w.checkFunction(w.merged(f, in), name); err != nil {
		return nil, err
	}
	w.configure(f, in)
	w.changed(f, name)
	return w.view(f, name), nil
}

// merged is what a function would be after an update, in the form of a request.
func (w *World) merged(f *Function, in wire.Values) wire.Values {
	now := f.Config.Clone()
	var layers []string
	for _, l := range now.Maps("Layers") {
		layers = append(layers, l.Str("Arn"))
	}
	now["Layers"] = layers
	logging := now.Map("LoggingConfig").With(in.Map("LoggingConfig"))
	now = now.With(in)
	now["LoggingConfig"] = logging
	if logging.Str("LogFormat") != "JSON" && !in.Map("LoggingConfig").Has("ApplicationLogLevel") {
		delete(logging, "ApplicationLogLevel")
		delete(logging, "SystemLogLevel")
	}
	return now.Clone()
}

func (w *World) updateFunctionCode(in wire.Values) (wire.Values, error) {
	f, name, _, err := w.function(in)
	if err != nil {
		return nil, err
	}
	if err := w.editable(f, name, in); err != nil {
		return nil, err
	}
	if in.Bool("DryRun") {
		return w.view(f, name), nil
	}
	if err := w.setCode(f, f.Config, in); err != nil {
		return nil, err
	}
	f.Config.Take(in, "Architectures")
	w.changed(f, name)
	if in.Bool("Publish") {
		return w.publish(f, name, in), nil
	}
	return w.view(f, name), nil
}

func (w *World) deleteFunction(in wire.Values) (wire.Values, error) {
	f, name, qualifier, err := w.function(in)
	if err != nil {
		return nil, err
	}
	if qualifier == "" {
		delete(w.Functions, name)
		return nil, nil
	}
	for alias, a := range f.Aliases {
		if alias == qualifier {
			return nil, fail("InvalidParameterValueException", "%s is an alias; delete it with DeleteAlias", alias)
		}
		if a.Str("FunctionVersion") == qualifier {
			return nil, fail("ResourceConflictException", "Unable to delete version because the following aliases reference it: [%s]", alias)
		}
	}
	f.Versions = slices.DeleteFunc(f.Versions, func(v wire.Values) bool { return v.Str("Version") == qualifier })
	return nil, nil
}

func (w *World) listFunctions(in wire.Values) (wire.Values, error) {
	out := []wire.Values{}
	for _, name := range sortedKeys(w.Functions) {
		out = append(out, w.view(w.Functions[name], name))
	}
	return page(w, in, "Functions", out, lambdaPaging())
}
