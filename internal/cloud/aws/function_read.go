package aws

import (
	"context"
	"errors"
	"fmt"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// ReadFunction reads every object that the function is recorded to have. What is gone is no longer in the state that it
// gives, and has zero values in the settings.
func (d *Deployer) ReadFunction(ctx context.Context, have cloud.FunctionState) (cloud.FunctionState, bool, error) {
	state, ok, err := d.readFunction(ctx, have)
	if err != nil {
		return have, true, fmt.Errorf("read function %s: %w", have.Settings.Name, err)
	}
	return state, ok, nil
}

func (d *Deployer) readFunction(ctx context.Context, have cloud.FunctionState) (cloud.FunctionState, bool, error) {
	r := functionReader{d: d, have: have, key: have.Objects.ID(keyObject), objects: have.Objects}
	r.f = harden.Function{
		Scope: have.Settings.Scope, Name: have.Settings.Name, Publish: have.Settings.Publish, Code: have.Settings.Code,
		CodeSigning: have.Settings.CodeSigning,
	}
	r.computed = map[string]string{}
	for _, read := range []func(context.Context) error{r.function, r.role, r.queue, r.ownKey, r.logGroup} {
		if err := read(ctx); err != nil {
			return have, true, err
		}
	}
	state := cloud.FunctionState{Objects: r.objects, Settings: r.f.Unbind(r.key), Computed: r.computed}
	for _, o := range r.objects {
		if o.Kind != tokenObject && o.Kind != foreignLogGroup && o.Kind != formerLogGroup {
			return state, true, nil
		}
	}
	return state, false, nil
}

// functionReader puts a state together from what each service says.
type functionReader struct {
	d        *Deployer
	have     cloud.FunctionState
	f        harden.Function
	key      string // ARN of the key that the function made
	objects  cloud.Objects
	computed map[string]string
}

func (r *functionReader) lost(kind string) {
	for _, id := range r.objects.All(kind) {
		r.objects = r.objects.Without(kind, id)
	}
}

func (r *functionReader) function(ctx context.Context) error {
	if r.objects.ID(functionObject) == "" {
		return nil
	}
	out, err := r.d.Lambda.GetFunction(ctx, &lambda.GetFunctionInput{FunctionName: &r.f.Name})
	from := r.f
	if gone(err) {
		r.lost(functionObject)
		r.lost(aliasObject)
		r.f.CodeSigning = ""
		return nil
	}
	if err != nil {
		return err
	}
	r.f = configuration(out.Configuration)
	r.f.Scope, r.f.Publish = from.Scope, from.Publish
	r.f.Code.Path, r.f.Code.Directory = from.Code.Path, from.Code.Directory
	r.f.Code.Bucket, r.f.Code.Key, r.f.Code.Version = from.Code.Bucket, from.Code.Key, from.Code.Version
	if out.Code != nil {
		r.f.Code.Image = awssdk.ToString(out.Code.ImageUri)
	}
	r.f.Tags = declaredTags(withoutAWSTags(out.Tags))
	if err := r.d.readSettings(ctx, &r.f, from.CodeSigning != ""); err != nil {
		return err
	}
	if r.f.OpenGrants, err = r.d.openGrants(ctx, r.f.Name, r.objects.ID(aliasObject)); err != nil {
		return fmt.Errorf("read policy: %w", err)
	}
	r.compute()
	return r.alias(ctx)
}

func (r *functionReader) compute() {
	arn := r.f.ARN()
	r.computed[ComputedID], r.computed[ComputedARN] = arn, arn
	r.computed[ComputedInvokeARN] = invokeARN(r.f.Scope, arn)
	r.computed[ComputedCodeSHA256] = r.f.Code.SHA256
	r.computed[ComputedKeyARN] = r.f.Key.ARN
	r.computed[ComputedDeadLetterARN] = r.f.DeadLetter.ARN
}

// invokeARN is how API Gateway refers to a function.
func invokeARN(s harden.Scope, function string) string {
	return strings.Join([]string{
		"arn", s.Partition, "apigateway", s.Region, "lambda", "path/2015-03-31/functions/" + function + "/invocations",
	}, ":")
}

// alias reads the alias, where it points, and its own bounds for events. One that was pointed elsewhere shows as a
// difference.
func (r *functionReader) alias(ctx context.Context) error {
	name := r.objects.ID(aliasObject)
	if name == "" {
		return r.version(ctx)
	}
	out, err := r.d.Lambda.GetAlias(ctx, &lambda.GetAliasInput{FunctionName: &r.f.Name, Name: &name})
	if gone(err) {
		r.lost(aliasObject)
		return nil
	}
	if err != nil {
		return err
	}
	version := awssdk.ToString(out.FunctionVersion)
	r.f.Alias = name
	if was := r.have.Computed[ComputedVersion]; was != "" && was != version {
		r.f.Alias += " at version " + version
	}
	if out.RoutingConfig != nil && len(out.RoutingConfig.AdditionalVersionWeights) > 0 {
		r.f.Alias += " and others"
	}
	r.computed[ComputedVersion], r.computed[ComputedVersionARN] = version, r.f.ARN()+":"+version
	r.computed[ComputedAliasARN] = awssdk.ToString(out.AliasArn)
	events, err := r.d.readEvents(ctx, r.f.Name, name)
	if err == nil && events != r.f.Events {
		r.f.Events = looser(events, r.f.Events)
	}
	return err
}

// looser gives the bounds that allow more, so that the weaker of two shows as drift.
func looser(a, b harden.Events) harden.Events {
	return harden.Events{
		MaximumAge: max(a.MaximumAge, b.MaximumAge), MaximumRetries: max(a.MaximumRetries, b.MaximumRetries),
	}
}

// version finds the last published version of a function without an alias.
func (r *functionReader) version(ctx context.Context) error {
	if !r.f.Publish {
		return nil
	}
	versions := lambda.NewListVersionsByFunctionPaginator(r.d.Lambda, &lambda.ListVersionsByFunctionInput{FunctionName: &r.f.Name})
	for versions.HasMorePages() {
		page, err := versions.NextPage(ctx)
		if err != nil {
			return err
		}
		for _, v := range page.Versions {
			if n := awssdk.ToString(v.Version); n != latest {
				r.computed[ComputedVersion], r.computed[ComputedVersionARN] = n, r.f.ARN()+":"+n
			}
		}
	}
	return nil
}

func (r *functionReader) role(ctx context.Context) error {
	name := r.objects.ID(roleObject)
	if name == "" {
		return nil
	}
	runs := r.f.Role.Name // what the function is told to run as, which may have been changed
	role, err := r.d.readRole(ctx, name, rolePolicy)
	if gone(err) {
		r.lost(roleObject)
		r.f.Role = harden.Role{}
		return nil
	}
	if err != nil {
		return fmt.Errorf("read role %s: %w", name, err)
	}
	r.f.Role = role
	if runs != "" {
		r.f.Role.Name = runs
	}
	r.computed[ComputedRoleName], r.computed[ComputedRoleARN] = name, role.ARN(r.f.Scope)
	return nil
}

func (r *functionReader) queue(ctx context.Context) error {
	url := r.objects.ID(queueObject)
	if url == "" {
		return nil
	}
	q, err := r.d.readQueue(ctx, url)
	if gone(err) {
		r.lost(queueObject)
		return nil
	}
	if err != nil {
		return fmt.Errorf("read queue %s: %w", url, err)
	}
	r.f.DeadLetter.Queue = &q
	r.computed[ComputedDeadLetterURL] = url
	return nil
}

func (r *functionReader) ownKey(ctx context.Context) error {
	if r.key == "" {
		return nil
	}
	key, arn, err := r.d.readKey(ctx, r.key)
	if gone(err) || err == nil && arn == "" {
		r.lost(keyObject)
		return nil
	}
	if err != nil {
		return fmt.Errorf("read key %s: %w", r.key, err)
	}
	key.ARN, key.Window = r.f.Key.ARN, harden.KeyWindow
	r.f.Key = key
	return nil
}

func (r *functionReader) logGroup(ctx context.Context) error {
	name := r.objects.ID(logGroupObject) + r.objects.ID(foreignLogGroup)
	if name == "" {
		return nil
	}
	group, err := r.d.readLogGroup(ctx, name)
	if err != nil {
		return fmt.Errorf("read log group %s: %w", name, err)
	}
	if group == nil {
		r.lost(logGroupObject)
		r.lost(foreignLogGroup)
		return nil
	}
	r.f.LogGroup = *group
	r.computed[ComputedLogGroupName], r.computed[ComputedLogGroupARN] = name, group.ARN(r.f.Scope)
	return nil
}

func withoutAWSTags(tags map[string]string) map[string]string {
	out := map[string]string{}
	for k, v := range tags {
		if !isAWSTag(k) {
			out[k] = v
		}
	}
	return out
}

// errNotOurs says that an import is asked for something that slsguard did not make.
var errNotOurs = errors.New("slsguard did not make it: it has no tag " + tagResource +
	"; take its settings into a new slsguard_secure_function instead (see the guide on migration)")
