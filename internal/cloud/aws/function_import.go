package aws

import (
	"context"
	"fmt"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// ImportFunction finds a function that slsguard made, by name or ARN, with everything that bears its token.
func (d *Deployer) ImportFunction(ctx context.Context, id string) (cloud.FunctionState, error) {
	fail := func(err error) (cloud.FunctionState, error) {
		return cloud.FunctionState{}, fmt.Errorf("import function %s: %w", id, err)
	}
	scope, err := d.Scope(ctx)
	if err != nil {
		return fail(err)
	}
	name := functionName(id)
	out, err := d.Lambda.GetFunction(ctx, &lambda.GetFunctionInput{FunctionName: &name})
	if err != nil {
		return fail(err)
	}
	if out.Tags[tagResource] != functionResource(name) {
		return fail(errNotOurs)
	}
	signing, err := d.readSigning(ctx, out.Configuration)
	if err != nil {
		return fail(err)
	}
	f := finder{d: d, scope: scope, token: out.Tags[tagToken]}
	f.add(tokenObject, f.token)
	f.add(functionObject, awssdk.ToString(out.Configuration.FunctionArn))
	if err := f.find(ctx, out.Configuration); err != nil {
		return fail(err)
	}
	have := cloud.FunctionState{Objects: f.objects, Settings: harden.Function{Scope: scope, Name: name, Publish: f.published, CodeSigning: signing}}
	state, _, err := d.readFunction(ctx, have)
	if err != nil {
		return fail(err)
	}
	return state, nil
}

// functionName takes a function's name out of what may be an ARN, also one of a version or alias.
func functionName(id string) string {
	if i := strings.Index(id, ":function:"); i >= 0 {
		id = id[i+len(":function:"):]
	}
	name, _, _ := strings.Cut(id, ":")
	return name
}

// finder collects what belongs to a function.
type finder struct {
	d         *Deployer
	scope     harden.Scope
	token     string
	objects   cloud.Objects
	published bool
}

func (f *finder) add(kind, id string) { f.objects = f.objects.With(kind, id) }

func (f *finder) find(ctx context.Context, c *types.FunctionConfiguration) error {
	if err := f.role(ctx, roleName(awssdk.ToString(c.Role))); err != nil {
		return fmt.Errorf("role: %w", err)
	}
	if err := f.key(ctx, awssdk.ToString(c.KMSKeyArn)); err != nil {
		return fmt.Errorf("key: %w", err)
	}
	if c.DeadLetterConfig != nil {
		if err := f.queue(ctx, awssdk.ToString(c.DeadLetterConfig.TargetArn)); err != nil {
			return fmt.Errorf("dead-letter queue: %w", err)
		}
	}
	if c.LoggingConfig != nil {
		if err := f.logGroup(ctx, awssdk.ToString(c.LoggingConfig.LogGroup)); err != nil {
			return fmt.Errorf("log group: %w", err)
		}
	}
	return f.versions(ctx, awssdk.ToString(c.FunctionName))
}

func (f *finder) role(ctx context.Context, name string) error {
	out, err := f.d.IAM.ListRoleTags(ctx, &iam.ListRoleTagsInput{RoleName: &name})
	if err == nil && tagMap(out.Tags, roleTagParts)[tagToken] == f.token {
		f.add(roleObject, name)
	}
	return unlessGone(err)
}

func (f *finder) key(ctx context.Context, arn string) error {
	if arn == "" {
		return nil
	}
	out, err := f.d.KMS.ListResourceTags(ctx, &kms.ListResourceTagsInput{KeyId: &arn})
	if err == nil && tagMap(out.Tags, keyTagParts)[tagToken] == f.token {
		f.add(keyObject, arn)
	}
	return unlessGone(err)
}

func (f *finder) queue(ctx context.Context, arn string) error {
	if !strings.Contains(arn, ":sqs:") {
		return nil
	}
	url, tags, err := f.d.tagsOfQueue(ctx, arn)
	if err == nil && url != "" && tags[tagToken] == f.token {
		f.add(queueObject, url)
	}
	return err
}

// tagsOfQueue gives a queue's URL and tags; "" when there is no such queue.
func (d *Deployer) tagsOfQueue(ctx context.Context, arn string) (url string, tags map[string]string, err error) {
	found, err := d.SQS.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{
		QueueName: text(nameOf(arn)), QueueOwnerAWSAccountId: text(accountOf(arn)),
	})
	if err != nil {
		return "", nil, unlessGone(err)
	}
	out, err := d.SQS.ListQueueTags(ctx, &sqs.ListQueueTagsInput{QueueUrl: found.QueueUrl})
	if err != nil {
		return "", nil, unlessGone(err)
	}
	return awssdk.ToString(found.QueueUrl), out.Tags, nil
}

func (f *finder) logGroup(ctx context.Context, name string) error {
	group := harden.LogGroup{Name: name}
	out, err := f.d.Logs.ListTagsForResource(ctx, &cloudwatchlogs.ListTagsForResourceInput{ResourceArn: text(group.ARN(f.scope))})
	if err != nil {
		return unlessGone(err)
	}
	kind := foreignLogGroup
	if out.Tags[tagToken] == f.token {
		kind = logGroupObject
	}
	f.add(kind, name)
	return nil
}

// versions finds the alias, and tells whether versions are published. With several aliases, which one is the resource's
// can't be told; then it has none, and the next apply makes or adopts the declared one.
func (f *finder) versions(ctx context.Context, name string) error {
	aliases, err := f.d.Lambda.ListAliases(ctx, &lambda.ListAliasesInput{FunctionName: &name})
	if err != nil {
		return fmt.Errorf("aliases: %w", err)
	}
	if len(aliases.Aliases) == 1 {
		f.add(aliasObject, awssdk.ToString(aliases.Aliases[0].Name))
	}
	versions, err := f.d.Lambda.ListVersionsByFunction(ctx, &lambda.ListVersionsByFunctionInput{FunctionName: &name})
	if err != nil {
		return fmt.Errorf("versions: %w", err)
	}
	f.published = len(versions.Versions) > 1
	return nil
}

// readSigning asks for code signing where the function says that its code was signed.
func (d *Deployer) readSigning(ctx context.Context, c *types.FunctionConfiguration) (string, error) {
	if c.SigningJobArn == nil && c.SigningProfileVersionArn == nil {
		return "", nil
	}
	out, err := d.Lambda.GetFunctionCodeSigningConfig(ctx, &lambda.GetFunctionCodeSigningConfigInput{FunctionName: c.FunctionName})
	if err != nil {
		return "", unlessGone(err)
	}
	return awssdk.ToString(out.CodeSigningConfigArn), nil
}
