package aws

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/scheduler"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// ImportTrigger finds a trigger that slsguard made by the ARN of its main part (event source mapping, subscription, rule,
// schedule or REST API), with everything that belongs to it.
func (d *Deployer) ImportTrigger(ctx context.Context, id string) (cloud.TriggerState, error) {
	fail := func(err error) (cloud.TriggerState, error) {
		return cloud.TriggerState{}, fmt.Errorf("import trigger %s: %w", id, err)
	}
	scope, err := d.Scope(ctx)
	if err != nil {
		return fail(err)
	}
	f := &triggerFinder{finder: finder{d: d, scope: scope}}
	f.t.Scope = scope
	if err := f.main(ctx, id); err != nil {
		return fail(err)
	}
	if f.token == "" || f.t.Name == "" {
		return fail(errors.New("slsguard did not make it, or can't tell any more: it bears no tag " + tagResource))
	}
	f.add(tokenObject, f.token)
	for _, find := range []func(context.Context) error{f.deadLetter, f.consumer, f.grants, f.keys} {
		if err := find(ctx); err != nil {
			return fail(err)
		}
	}
	state, _, err := d.readTrigger(ctx, cloud.TriggerState{Objects: f.objects, Settings: f.t})
	if err != nil {
		return fail(err)
	}
	return state, nil
}

// triggerFinder collects what belongs to a trigger.
type triggerFinder struct {
	finder
	t    harden.Trigger
	used string // ARN of a key that something of the trigger is encrypted with
}

// owner takes name and token out of tags.
func (f *triggerFinder) owner(tags map[string]string) {
	if name, ok := strings.CutPrefix(tags[tagResource], triggerResource("")); ok {
		f.t.Name, f.token = name, tags[tagToken]
	}
}

func (f *triggerFinder) main(ctx context.Context, id string) error {
	switch {
	case strings.Contains(id, ":event-source-mapping:"):
		return f.mapping(ctx, id)
	case strings.Contains(id, ":sns:"):
		return f.subscription(ctx, id)
	case strings.Contains(id, ":events:"):
		return f.rule(ctx, id)
	case strings.Contains(id, ":scheduler:"):
		return f.schedule(ctx, nameAfter(id, "/"))
	case strings.Contains(id, "/restapis/"):
		return f.api(ctx, nameAfter(id, "/"))
	default:
		return errors.New("give the ARN of an event source mapping, subscription, rule, schedule or REST API")
	}
}

func nameAfter(id, separator string) string { return id[strings.LastIndex(id, separator)+1:] }

func (f *triggerFinder) mapping(ctx context.Context, arn string) error {
	have, err := f.d.awaitMapping(ctx, arn)
	if err != nil {
		return err
	}
	tags, err := f.d.Lambda.ListTags(ctx, &lambda.ListTagsInput{Resource: &arn})
	if err != nil {
		return err
	}
	f.owner(tags.Tags)
	f.add(mappingObject, arn)
	f.t.Function, f.t.DeadLetter, f.t.Tags = have.Function, have.DeadLetter, declaredTags(tags.Tags)
	f.t.Kind = spec.StreamKind
	if strings.Contains(have.Mapping.Source, ":sqs:") {
		f.t.Kind = spec.QueueKind
	}
	return nil
}

// subscription: SNS keeps no tags for subscriptions, so that the dead-letter queue's have to tell whose it is.
func (f *triggerFinder) subscription(ctx context.Context, arn string) error {
	have, err := f.d.readSubscription(ctx, arn)
	if err != nil {
		return err
	}
	f.add(subscriptionObject, arn)
	f.t.Kind, f.t.Function, f.t.DeadLetter = spec.TopicKind, have.Function, have.DeadLetter
	url, tags, err := f.queueTags(ctx, have.DeadLetter.ARN)
	if err != nil || url == "" {
		return err
	}
	f.owner(tags)
	f.t.Tags = declaredTags(tags)
	return nil
}

func (f *triggerFinder) rule(ctx context.Context, arn string) error {
	bus, name := ruleParts(arn)
	have, err := f.d.readRule(ctx, bus, name)
	if err != nil {
		return err
	}
	tags, err := f.d.Events.ListTagsForResource(ctx, &eventbridge.ListTagsForResourceInput{ResourceARN: &arn})
	if err != nil {
		return err
	}
	f.owner(tagMap(tags.Tags, ruleTagParts))
	f.add(ruleObject, arn)
	f.t.Kind, f.t.Function, f.t.DeadLetter = spec.BusKind, have.Function, have.DeadLetter
	if bucket := bucketIn(have.Rule.Pattern); bucket != "" && bus == "default" {
		f.t.Kind, f.t.Bucket = spec.StorageKind, bucket
	}
	return nil
}

// bucketIn gives the one bucket that a pattern for S3's events names.
func bucketIn(pattern string) string {
	var p struct {
		Source []string `json:"source"`
		Detail struct {
			Bucket struct {
				Name []string `json:"name"`
			} `json:"bucket"`
		} `json:"detail"`
	}
	if err := json.Unmarshal([]byte(pattern), &p); err != nil || len(p.Detail.Bucket.Name) != 1 || !slices.Equal(p.Source, []string{"aws.s3"}) {
		return ""
	}
	return p.Detail.Bucket.Name[0]
}

func (f *triggerFinder) schedule(ctx context.Context, name string) error {
	have, err := f.d.readSchedule(ctx, name)
	if err != nil {
		return err
	}
	out, err := f.d.Scheduler.GetSchedule(ctx, &scheduler.GetScheduleInput{Name: &name, GroupName: text(scheduleGroup)})
	if err != nil {
		return err
	}
	if rest, ok := strings.CutPrefix(awssdk.ToString(out.Description), "slsguard: "); ok {
		resource, token, _ := strings.Cut(rest, ", ")
		f.owner(map[string]string{tagResource: resource, tagToken: token})
	}
	f.add(scheduleObject, name)
	f.t.Kind, f.t.Function, f.t.DeadLetter = spec.ScheduleKind, have.Function, have.DeadLetter
	return f.role(ctx, have.Schedule.Role.Name)
}

func (f *triggerFinder) api(ctx context.Context, id string) error {
	out, err := f.d.Gateway.GetRestApi(ctx, &apigateway.GetRestApiInput{RestApiId: &id})
	if err != nil {
		return err
	}
	f.owner(out.Tags)
	f.add(apiObject, id)
	f.t.Kind, f.t.API = spec.HTTPKind, readAPI(out)
	parts, err := f.d.look(ctx, id)
	if err != nil {
		return err
	}
	for _, r := range parts.routes() {
		f.t.Function = r.Function
	}
	if err := f.stage(ctx, id); err != nil {
		return err
	}
	group := f.t.LogGroupName()
	have, err := f.d.readLogGroup(ctx, group)
	if err != nil || have == nil {
		return err
	}
	f.used = have.Key
	return f.logGroup(ctx, group)
}

func (f *triggerFinder) stage(ctx context.Context, id string) error {
	stages, err := f.d.Gateway.GetStages(ctx, &apigateway.GetStagesInput{RestApiId: &id})
	if err != nil {
		return err
	}
	for _, s := range stages.Item {
		f.t.API.Stage.Name = awssdk.ToString(s.StageName)
		arn := stageARN(f.scope, id, f.t.API.Stage.Name)
		acl, err := f.d.readFirewall(ctx, arn)
		if err != nil {
			return err
		}
		if acl != "" {
			f.add(firewallObject, arn)
		}
	}
	if !f.t.API.DefaultOff {
		return nil
	}
	return f.domain(ctx, id)
}

// domain finds the custom domain of an API that can be reached by no other address.
func (f *triggerFinder) domain(ctx context.Context, id string) error {
	pages := apigateway.NewGetDomainNamesPaginator(f.d.Gateway, &apigateway.GetDomainNamesInput{})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return fmt.Errorf("find the domain of API %s: %w", id, err)
		}
		for _, one := range page.Items {
			if one.Tags[tagToken] == f.token {
				f.add(domainObject, awssdk.ToString(one.DomainName))
			}
		}
	}
	return nil
}

// queueTags gives a queue's URL and tags; "" for what is no queue, or none that the caller may see.
func (f *triggerFinder) queueTags(ctx context.Context, arn string) (url string, tags map[string]string, err error) {
	if !strings.Contains(arn, ":sqs:") {
		return "", nil, nil
	}
	return f.d.tagsOfQueue(ctx, arn)
}

// deadLetter finds the queue, if the trigger made it, or else the statement in the policy of the given one.
func (f *triggerFinder) deadLetter(ctx context.Context) error {
	arn := f.t.DeadLetter.ARN
	url, tags, err := f.queueTags(ctx, arn)
	if err != nil || url == "" {
		return err
	}
	if tags[tagToken] == f.token {
		f.add(queueObject, url)
		q, err := f.d.readQueue(ctx, url)
		f.used = q.Key
		return err
	}
	_, policy, err := f.d.queuePolicy(ctx, arn)
	if err != nil {
		return unlessGone(err)
	}
	sid := f.t.Sid()
	if _, found, err := harden.ReadStatement(policy, sid); err != nil || found {
		f.add(queueGrantObject, arn+" "+sid)
		return err
	}
	return nil
}

// consumer finds the policy on the function's role.
func (f *triggerFinder) consumer(ctx context.Context) error {
	if f.objects.ID(mappingObject) == "" {
		return nil
	}
	function, qualifier := qualified(f.t.Function)
	out, err := f.d.Lambda.GetFunctionConfiguration(ctx, &lambda.GetFunctionConfigurationInput{FunctionName: &function, Qualifier: qualifier})
	if err != nil {
		return unlessGone(err)
	}
	f.add(consumerObject, roleName(awssdk.ToString(out.Role))+" "+f.t.ConsumerName())
	return nil
}

// grants finds the trigger's statements in the policies of the function and the authorizer.
func (f *triggerFinder) grants(ctx context.Context) error {
	functions := []string{f.t.Function}
	if f.t.API != nil {
		parts, err := f.d.look(ctx, f.objects.ID(apiObject))
		if err != nil {
			return err
		}
		for _, a := range parts.authorizers {
			functions = append(functions, readAuthorizer(a).Function)
		}
	}
	for _, arn := range functions {
		if err := f.grantsOf(ctx, arn); err != nil {
			return fmt.Errorf("read policy of %s: %w", arn, err)
		}
	}
	return nil
}

func (f *triggerFinder) grantsOf(ctx context.Context, arn string) error {
	if arn == "" {
		return nil
	}
	function, qualifier := qualified(arn)
	out, err := f.d.Lambda.GetPolicy(ctx, &lambda.GetPolicyInput{FunctionName: &function, Qualifier: qualifier})
	if err != nil {
		return unlessGone(err)
	}
	own := f.t.Sid()
	for _, s := range lenient(awssdk.ToString(out.Policy)).Statements {
		rest, ok := strings.CutPrefix(s.Sid, own)
		if ok && (rest == "" || f.t.API != nil && (rest == "-authorizer" || len(rest) == 9 && rest[0] == '-')) {
			f.add(grantObject, arn+" "+s.Sid)
		}
	}
	return nil
}

func (f *triggerFinder) keys(ctx context.Context) error {
	if f.used == "" {
		return nil
	}
	out, err := f.d.KMS.ListResourceTags(ctx, &kms.ListResourceTagsInput{KeyId: &f.used})
	if err == nil && tagMap(out.Tags, keyTagParts)[tagToken] == f.token {
		f.add(keyObject, f.used)
	}
	return unlessGone(err)
}
