package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeFunction adapts aws_lambda_function. Lambda's defaults: timeout 3 s, recursion detection on, two retries
// of an asynchronous event, no reserved concurrency (Lambda API reference, CreateFunction, PutFunctionRecursionConfig
// and PutFunctionEventInvokeConfig).
func makeFunction(r resource) {
	f := &model.Function{
		Head:    r.HeadNamed("function_name"),
		Runtime: r.Str("runtime"),
		Image:   r.Str("image_uri"),
		Timeout: r.Num("timeout").Or(3),
		Loop:    model.Known(false, r.Place("")),
		Bounded: reserved(r),
		Signed:  r.Str("code_signing_config_arn"),
		Retries: model.Known(2, r.Place("")),

		EventAge:       model.Known(defaultEventAge, r.Place("")),
		RuntimeUpdates: model.Known("Auto", r.Place("")),
		Tracing: model.Map(base.InBlock(r, "tracing_config", r.Str("tracing_config.0.mode")).Or("PassThrough"), func(mode string) bool {
			return mode == "Active"
		}),
	}
	r.b.Sys.Functions = append(r.b.Sys.Functions, f)
	r.b.Declare(r, f)
}

// reserved reads the reserved concurrency: -1, the provider's default, means none.
func reserved(r resource) model.Value[int] {
	v := r.Num("reserved_concurrent_executions")
	if n, ok := v.Get(); ok && n < 0 {
		return model.NotSet[int](v.Place)
	}
	return v
}

func linkFunction(r resource) {
	f, ok := base.Own[*model.Function](r)
	if !ok {
		return
	}
	f.Identity = base.Link[*model.Identity](r, "role")
	f.EnvKey = base.Link[*model.Key](r, "kms_key_arn")
	uses(f.EnvKey, f)
	f.Code = codeOf(r)
	f.DeadLetter = unlessEmpty(base.Link[*model.Channel](r, "dead_letter_config.0.target_arn"))
	f.Layers = base.Links[*model.Layer](r, "layers")
	linkFilesystems(r, f)
	linkNetwork(r, f)
	linkSigning(r, f)
	r.logsTo("logging_config.0.log_group")
	f.Variables = base.Variables(r.View, "environment.0.variables")
	for _, v := range f.Variables {
		if v.Name != "" {
			addLiteral(r, "environment variable", v.Name, v.Value, false).From = v.From
		}
	}
	imageTexts(r)
}

// codeOf follows the function's code to the bucket, or for an image to the repository, that holds it.
func codeOf(r resource) model.Link[*model.Channel] {
	bucket := base.Link[*model.Channel](r, "s3_bucket")
	if model.Never(bucket.IsSet()) && !model.Never(r.Str("image_uri").IsSet()) {
		return base.Link[*model.Channel](r, "image_uri")
	}
	return bucket
}

func linkFilesystems(r resource, f *model.Function) {
	n, _ := r.Blocks("file_system_config")
	for i := range n {
		l := base.Link[*model.Encrypted](r, "file_system_config."+base.Itoa(i)+".arn")
		for _, fs := range l.To {
			fs.Serverless = true
		}
		f.Filesystem = append(f.Filesystem, l)
	}
}

// imageTexts adds what overrides the command line of a container image.
func imageTexts(r resource) {
	for _, name := range []string{"command", "entry_point"} {
		path := "image_config.0." + name
		n, _ := r.Blocks(path)
		for i := range n {
			addLiteral(r, "image command", "", r.Str(path+"."+base.Itoa(i)), true)
		}
	}
}

// addLiteral adds a place where a literal secret could stand, unless nothing stands there.
func addLiteral(r resource, kind, name string, value model.Value[string], document bool) *model.Text {
	t := &model.Text{
		Head: r.HeadNamed("function_name"), Place: value.Place, Kind: kind, Name: name, Value: value, Document: document,
	}
	if !model.Never(value.IsSet()) {
		r.b.Sys.Texts = append(r.b.Sys.Texts, t)
	}
	return t
}

// makeInvocation adapts aws_lambda_invocation, whose input stands in the configuration and in the state.
func makeInvocation(r resource) { addLiteral(r, "invocation input", "", r.Str("input"), true) }

// makeDataFunction adapts a function that is described, not managed.
func makeDataFunction(r resource) {
	f := &model.Function{Head: r.HeadNamed("function_name"), Runtime: r.Str("runtime"), Timeout: r.Num("timeout")}
	r.b.Sys.Functions = append(r.b.Sys.Functions, f)
	r.b.Declare(r, f)
}

func linkDataFunction(r resource) {
	if f, ok := base.Own[*model.Function](r); ok {
		f.Identity = base.Link[*model.Identity](r, "role")
	}
}

// functionSetting is the adapter of a resource that sets something on the function it names.
func functionSetting(set func(r resource, f *model.Function)) adapter {
	return adapter{Link: func(r resource) {
		if f, ok := functionNamed(r, "function_name").One(); ok {
			set(r, f)
		}
	}}
}

func recursion() adapter {
	a := functionSetting(setRecursion)
	a.Finish = doubtRecursion
	return a
}

// doubtRecursion keeps open which function a setting is about that cannot be followed.
func doubtRecursion(r resource) {
	l := functionNamed(r, "function_name")
	if _, ok := l.One(); ok || l.Text.IsKnown() || model.Never(model.Equals(r.Str("recursive_loop"), "Allow")) {
		return
	}
	candidates := l.To
	if len(candidates) == 0 {
		candidates = r.b.Sys.Functions
	}
	why := r.Address + " may be about it: " + l.Why
	for _, f := range candidates {
		if f.Loop.Place.Address() == f.Address {
			f.Loop = model.UnknownValue[bool](why, r.Place("recursive_loop"))
		}
	}
}

// setRecursion adapts aws_lambda_function_recursion_config: "Allow" switches loop detection off.
func setRecursion(r resource, f *model.Function) {
	f.Loop = model.Map(r.Str("recursive_loop").Or("Terminate"), func(s string) bool { return s == "Allow" })
}

// setAsync adapts aws_lambda_function_event_invoke_config.
func setAsync(r resource, f *model.Function) {
	if l := base.Link[*model.Channel](r, "destination_config.0.on_failure.0.destination"); !model.Never(l.IsSet()) {
		f.Failure = append(f.Failure, l)
	}
	f.Retries = r.Num("maximum_retry_attempts").Or(2)
	f.EventAge = r.Num("maximum_event_age_in_seconds").Or(defaultEventAge)
	const success = "destination_config.0.on_success.0.destination"
	if l := base.Link[*model.Channel](r, success); !model.Never(l.IsSet()) {
		f.Success = append(f.Success, l)
		f.Next = append(f.Next, functionNamed(r, success))
	}
}

// functionNamed follows an attribute that names a function, also by "name:alias" or a qualified ARN.
func functionNamed(r resource, path string) model.Link[*model.Function] {
	l := base.Link[*model.Function](r, path)
	text, ok := l.Text.Get()
	if !ok || len(l.To) > 0 {
		return l
	}
	if plain := unqualified(text); plain != text {
		l.To = base.Named(r.b.Sys.Functions, plain)
		if len(l.To) > 0 {
			l.Why, l.Elsewhere = "", false
		}
	}
	return l
}

// unqualified takes the version or alias off the name or ARN of a function. The forms are those of the Lambda
// API reference, parameter FunctionName: name, name:qualifier, 123456789012:function:name and the full ARN.
func unqualified(name string) string {
	parts := strings.Split(name, ":")
	switch {
	case parts[0] == "arn" && len(parts) == 8:
		return strings.Join(parts[:7], ":")
	case len(parts) == 2:
		return parts[0]
	case len(parts) >= 3 && parts[1] == "function":
		return parts[2]
	default:
		return name
	}
}

// nameChannels notes on queues, tables and buckets that a function reads their names from its environment.
func nameChannels(r resource) {
	if f, ok := base.Own[*model.Function](r); ok {
		r.b.NameChannels(f)
	}
}
