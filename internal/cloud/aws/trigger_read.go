package aws

import (
	"context"
	"fmt"
	"slices"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// ReadTrigger reads every object that the trigger is recorded to have. What is gone is no longer in the state that it
// gives, and has zero values in the settings.
func (d *Deployer) ReadTrigger(ctx context.Context, have cloud.TriggerState) (cloud.TriggerState, bool, error) {
	state, ok, err := d.readTrigger(ctx, have)
	if err != nil {
		return have, true, fmt.Errorf("read trigger %s: %w", have.Settings.Name, err)
	}
	return state, ok, nil
}

// triggerReader puts a state together from what each service says.
type triggerReader struct {
	d        *Deployer
	have     cloud.TriggerState
	t        harden.Trigger
	objects  cloud.Objects
	computed map[string]string
}

func (d *Deployer) readTrigger(ctx context.Context, have cloud.TriggerState) (cloud.TriggerState, bool, error) {
	s := have.Settings
	r := triggerReader{d: d, have: have, objects: have.Objects, computed: map[string]string{}}
	r.t = harden.Trigger{Scope: s.Scope, Name: s.Name, Kind: s.Kind, Function: s.Function, Tags: s.Tags}
	for _, read := range []func(context.Context) error{
		r.events, r.leftovers, r.queue, r.queueGrant, r.key, r.consumer, r.grants, r.bucket,
	} {
		if err := read(ctx); err != nil {
			return have, true, err
		}
	}
	r.computed[ComputedID] = r.computed[ComputedARN]
	state := cloud.TriggerState{
		Objects: r.objects, Computed: r.computed,
		Settings: r.t.Unbind(have.Objects.ID(keyObject), have.Objects.ID(apiObject)),
	}
	for _, o := range r.objects {
		if o.Kind != tokenObject && o.Kind != foreignLogGroup && o.Kind != formerLogGroup {
			return state, true, nil
		}
	}
	return state, false, nil
}

func (r *triggerReader) lost(kind, id string) { r.objects = r.objects.Without(kind, id) }

// events reads what the kind consists of.
func (r *triggerReader) events(ctx context.Context) error {
	for kind, read := range map[string]func(context.Context, string) error{
		mappingObject: r.mapping, subscriptionObject: r.subscription, ruleObject: r.rule, scheduleObject: r.schedule, apiObject: r.api,
	} {
		id := r.objects.ID(kind)
		if id == "" {
			continue
		}
		err := read(ctx, id)
		if gone(err) {
			r.lost(kind, id)
			continue
		}
		if err != nil {
			return fmt.Errorf("read %s %s: %w", kind, id, err)
		}
	}
	return nil
}

// leftovers looks for what belonged to an API or schedule that is gone, so that it is not forgotten.
func (r *triggerReader) leftovers(ctx context.Context) error {
	if r.t.Schedule == nil {
		for _, name := range r.objects.All(roleObject) {
			if _, err := r.d.readRole(ctx, name, rolePolicy); gone(err) {
				r.lost(roleObject, name)
			} else if err != nil {
				return fmt.Errorf("read role %s: %w", name, err)
			}
		}
	}
	if r.t.API != nil {
		return nil
	}
	for _, stage := range r.objects.All(firewallObject) {
		r.lost(firewallObject, stage) // it goes with the stage
	}
	r.t.API = &harden.API{} // for the readers to fill
	defer func() { r.t.API = nil }()
	for _, read := range []func(context.Context, string) error{r.domain, r.usagePlan, r.logGroup} {
		if err := read(ctx, ""); err != nil {
			return err
		}
	}
	return nil
}

// take takes over what a part of the trigger says about the whole.
func (r *triggerReader) take(from *harden.Trigger, arn string) {
	r.t.Function, r.t.Enabled, r.t.DeadLetter.ARN = from.Function, from.Enabled, from.DeadLetter.ARN
	r.computed[ComputedARN] = arn
	r.computed[ComputedDeadLetterARN] = from.DeadLetter.ARN
}

func (r *triggerReader) mapping(ctx context.Context, arn string) error {
	have, err := r.d.awaitMapping(ctx, arn)
	if err != nil {
		return err
	}
	r.take(have, arn)
	r.t.Mapping = have.Mapping
	return nil
}

func (r *triggerReader) subscription(ctx context.Context, arn string) error {
	have, err := r.d.readSubscription(ctx, arn)
	if err != nil {
		return err
	}
	have.Enabled = true // there is no other way to switch it off than to remove it
	r.take(have, arn)
	r.t.Subscription = have.Subscription
	return nil
}

func (r *triggerReader) rule(ctx context.Context, arn string) error {
	bus, name := ruleParts(arn)
	if r.have.Settings.Rule != nil && nameOfBus(r.have.Settings.Rule.Bus) == bus {
		bus = r.have.Settings.Rule.Bus // as it was declared: perhaps by ARN
	}
	have, err := r.d.readRule(ctx, bus, name)
	if err != nil {
		return err
	}
	r.take(have, arn)
	r.t.Rule = have.Rule
	tags, err := r.d.Events.ListTagsForResource(ctx, &eventbridge.ListTagsForResourceInput{ResourceARN: &arn})
	if err == nil {
		r.t.Tags = declaredTags(tagMap(tags.Tags, ruleTagParts))
	}
	return err
}

func nameOfBus(bus string) string { return bus[strings.LastIndex(bus, "/")+1:] }

func (r *triggerReader) schedule(ctx context.Context, name string) error {
	have, err := r.d.readSchedule(ctx, name)
	if err != nil {
		return err
	}
	r.take(have, r.t.Scope.ARN("scheduler", "schedule/"+scheduleGroup+"/"+name))
	r.t.Schedule = have.Schedule
	runs := have.Schedule.Role.Name
	role := r.objects.ID(roleObject)
	if role == "" {
		return nil
	}
	have.Schedule.Role, err = r.d.readRole(ctx, role, rolePolicy)
	if gone(err) {
		r.lost(roleObject, role)
		have.Schedule.Role = harden.Role{}
		return nil
	}
	r.computed[ComputedRoleARN] = have.Schedule.Role.ARN(r.t.Scope)
	have.Schedule.Role.Name = runs
	return err
}

func (r *triggerReader) queue(ctx context.Context) error {
	url := r.objects.ID(queueObject)
	if url == "" {
		return nil
	}
	q, err := r.d.readQueue(ctx, url)
	if gone(err) {
		r.lost(queueObject, url)
		return nil
	}
	if err != nil {
		return fmt.Errorf("read queue %s: %w", url, err)
	}
	r.t.DeadLetter.Queue = &q
	r.computed[ComputedDeadLetterURL] = url
	return nil
}

// queueGrant reads the statement in the policy of a given queue.
func (r *triggerReader) queueGrant(ctx context.Context) error {
	id := r.objects.ID(queueGrantObject)
	if id == "" {
		return nil
	}
	queue, sid, _ := strings.Cut(id, " ")
	_, policy, err := r.d.queuePolicy(ctx, queue)
	if gone(err) {
		r.lost(queueGrantObject, id)
		return nil
	}
	if err != nil {
		return fmt.Errorf("read policy of %s: %w", queue, err)
	}
	s, found, err := harden.ReadStatement(policy, sid)
	switch {
	case err != nil:
		return err
	case !found:
		r.lost(queueGrantObject, id)
	default:
		r.t.DeadLetter.Grant = &s
	}
	return nil
}

// key reads the key that the trigger made; a given one is told by what is encrypted with it.
func (r *triggerReader) key(ctx context.Context) error {
	id := r.objects.ID(keyObject)
	if id == "" {
		r.t.Key.ARN = r.usedKey()
		r.computed[ComputedKeyARN] = r.t.Key.ARN
		return nil
	}
	key, arn, err := r.d.readKey(ctx, id)
	if gone(err) || err == nil && arn == "" {
		r.lost(keyObject, id)
		return nil
	}
	if err != nil {
		return fmt.Errorf("read key %s: %w", id, err)
	}
	key.ARN, key.Window = arn, harden.KeyWindow
	r.t.Key = key
	r.computed[ComputedKeyARN] = arn
	return nil
}

func (r *triggerReader) usedKey() string {
	switch {
	case r.t.DeadLetter.Queue != nil:
		return r.t.DeadLetter.Queue.Key
	case r.t.API != nil:
		return r.t.API.LogGroup.Key
	default:
		return ""
	}
}

func (r *triggerReader) consumer(ctx context.Context) error {
	id := r.objects.ID(consumerObject)
	if id == "" {
		return nil
	}
	role, name, _ := strings.Cut(id, " ")
	policy, err := r.d.readRolePolicy(ctx, role, name)
	if gone(err) {
		r.lost(consumerObject, id)
		return nil
	}
	if err != nil {
		return fmt.Errorf("read policy %s of role %s: %w", name, role, err)
	}
	r.t.Consumer = &harden.Consumer{Name: name, Policy: policy}
	return nil
}

func (r *triggerReader) grants(ctx context.Context) error {
	for _, id := range r.objects.All(grantObject) {
		function, sid, _ := strings.Cut(id, " ")
		g, ok, err := r.d.readGrant(ctx, function, sid)
		if err != nil {
			return fmt.Errorf("read policy of %s: %w", function, err)
		}
		if !ok {
			r.lost(grantObject, id)
			continue
		}
		r.t.Grants = append(r.t.Grants, g)
	}
	slices.SortFunc(r.t.Grants, func(a, b harden.Grant) int { return strings.Compare(a.Function+a.Sid, b.Function+b.Sid) })
	return nil
}

// bucket tells whether the bucket still tells EventBridge of its events.
func (r *triggerReader) bucket(ctx context.Context) error {
	name := r.have.Settings.Bucket
	if name == "" || r.t.Kind != spec.StorageKind {
		return nil
	}
	have, err := r.d.notifications(ctx, name)
	if unlessGone(err) != nil {
		return fmt.Errorf("read notifications of bucket %s: %w", name, err)
	}
	if err == nil && have.EventBridgeConfiguration != nil {
		r.t.Bucket = name
		return nil
	}
	r.lost(bucketObject, name)
	return nil
}

// api reads a REST API with all that belongs to it.
func (r *triggerReader) api(ctx context.Context, id string) error {
	out, err := r.d.Gateway.GetRestApi(ctx, &apigateway.GetRestApiInput{RestApiId: &id})
	if err != nil {
		return err
	}
	a := readAPI(out)
	r.t.API, r.t.Enabled, r.t.Tags = a, true, declaredTags(withoutAWSTags(out.Tags))
	r.computed[ComputedAPI], r.computed[ComputedARN] = id, apiARN(r.t.Scope, "/restapis/"+id)
	parts, err := r.d.look(ctx, id)
	if err != nil {
		return err
	}
	a.Routes = parts.routes()
	if len(parts.authorizers) > 0 {
		a.Authorizer = readAuthorizer(parts.authorizers[0])
	}
	for _, read := range []func(context.Context, string) error{r.stage, r.domain, r.usagePlan, r.logGroup} {
		if err := read(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

func (r *triggerReader) stage(ctx context.Context, id string) error {
	if r.have.Settings.API == nil {
		return nil
	}
	name := r.have.Settings.API.Stage.Name
	out, err := r.d.Gateway.GetStage(ctx, &apigateway.GetStageInput{RestApiId: &id, StageName: &name})
	if err != nil {
		return unlessGone(err)
	}
	s := readStage(out)
	deployments, err := r.d.deployments(ctx, id)
	if err != nil {
		return err
	}
	s.Definition = strings.TrimPrefix(deployments[awssdk.ToString(out.DeploymentId)], deploymentMark)
	if r.objects.ID(firewallObject) == "" {
		s.WebACL = "" // not the trigger's business
	} else if s.WebACL, err = r.d.readFirewall(ctx, stageARN(r.t.Scope, id, name)); err != nil {
		return err
	}
	r.t.API.Stage = *s
	r.computed[ComputedEndpoint] = "https://" + id + ".execute-api." + r.t.Scope.Region + ".amazonaws.com/" + name
	return nil
}

func (r *triggerReader) domain(ctx context.Context, _ string) error {
	name := r.objects.ID(domainObject)
	if name == "" {
		return nil
	}
	out, err := r.d.Gateway.GetDomainName(ctx, &apigateway.GetDomainNameInput{DomainName: &name})
	if gone(err) {
		r.lost(domainObject, name)
		return nil
	}
	if err != nil {
		return err
	}
	domain := readDomain(out)
	r.t.API.Domain = &domain
	r.computed[ComputedDomainTarget], r.computed[ComputedEndpoint] = awssdk.ToString(out.RegionalDomainName), "https://"+name
	return nil
}

func (r *triggerReader) usagePlan(ctx context.Context, _ string) error {
	id := r.objects.ID(usagePlanObject)
	if id == "" {
		return nil
	}
	keys, err := r.d.planKeys(ctx, id)
	if gone(err) {
		r.lost(usagePlanObject, id)
		return nil
	}
	r.t.API.APIKeys = keys
	return err
}

func (r *triggerReader) logGroup(ctx context.Context, _ string) error {
	name := r.objects.ID(logGroupObject) + r.objects.ID(foreignLogGroup)
	if name == "" {
		return nil
	}
	group, err := r.d.readLogGroup(ctx, name)
	if err != nil {
		return err
	}
	if group == nil {
		r.lost(logGroupObject, name)
		r.lost(foreignLogGroup, name)
		return nil
	}
	r.t.API.LogGroup = *group
	r.computed[ComputedLogGroupName] = name
	return nil
}
