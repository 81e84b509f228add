package aws

import (
	"context"
	"fmt"
	"slices"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// ensureMapping brings the event source mapping to what is wanted. Its id in the ledger is its ARN.
func (d *Deployer) ensureMapping(ctx context.Context, l *ledger, t *harden.Trigger) error {
	err := d.deployMapping(ctx, l, t)
	if err != nil {
		return fmt.Errorf("event source mapping of %s: %w", t.Function, err)
	}
	return nil
}

func (d *Deployer) deployMapping(ctx context.Context, l *ledger, t *harden.Trigger) error {
	arn := l.id(mappingObject)
	if arn == "" && l.id(mappingObject+begun) != "" {
		if err := d.adoptMapping(ctx, l, t.Function, t.Mapping.Source); err != nil {
			return err
		}
		arn = l.id(mappingObject)
	}
	if arn == "" {
		return d.createMapping(ctx, l, t)
	}
	have, err := d.awaitMapping(ctx, arn)
	switch {
	case gone(err):
		l.removed(mappingObject, arn)
		return d.createMapping(ctx, l, t)
	case err != nil:
		return err
	case !sameSource(have.Mapping, t.Mapping):
		if err := d.deleteMapping(ctx, l, arn); err != nil {
			return err
		}
		return d.createMapping(ctx, l, t)
	case sameMapping(have, t):
		return nil
	}
	return d.updateMapping(ctx, arn, t)
}

// sameSource compares what can't be changed.
func sameSource(have, want *harden.Mapping) bool {
	return have.Source == want.Source && have.Topic == want.Topic && slices.Equal(have.Brokers, want.Brokers) &&
		have.StartingPosition == want.StartingPosition && have.ConsumerGroup == want.ConsumerGroup
}

func sameMapping(have, want *harden.Trigger) bool {
	one := harden.Trigger{Mapping: have.Mapping, Enabled: have.Enabled, Function: have.Function, DeadLetter: harden.DeadLetter{ARN: have.DeadLetter.ARN}}
	two := harden.Trigger{Mapping: want.Mapping, Enabled: want.Enabled, Function: want.Function, DeadLetter: harden.DeadLetter{ARN: want.DeadLetter.ARN}}
	return len(harden.DiffTrigger(one, two)) == 0
}

// cannotReadYet tells that Lambda does not see the role's new permissions yet. The trigger writes them itself, so that
// there is no doubt that they are there, and the wait can be short.
func cannotReadYet(err error) bool {
	return says(err, "InvalidParameterValueException", "does not have permissions to call", "cannot access stream",
		"please ensure the role can perform", "cannot be assumed by lambda") || busy(err) || is(err, "ResourceInUseException")
}

func (d *Deployer) createMapping(ctx context.Context, l *ledger, t *harden.Trigger) error {
	l.begin(mappingObject, t.Function+" "+t.Mapping.Source)
	in := mappingInput(t)
	in.Tags = l.tags()
	err := d.retry(ctx, "Lambda to know the permissions of "+t.Function, spreadLimit, cannotReadYet, func() error {
		out, err := d.Lambda.CreateEventSourceMapping(ctx, in)
		if err == nil {
			l.made(mappingObject, awssdk.ToString(out.EventSourceMappingArn))
		}
		return err
	})
	if says(err, "ResourceConflictException", "already exists") {
		err = d.adoptMapping(ctx, l, t.Function, t.Mapping.Source)
		if err == nil && l.id(mappingObject) == "" {
			err = errForeign
		}
	}
	if err != nil {
		return fmt.Errorf("create: %w", err)
	}
	_, err = d.awaitMapping(ctx, l.id(mappingObject))
	return err
}

// adoptMapping looks for a mapping of this resource whose creation was not answered.
func (d *Deployer) adoptMapping(ctx context.Context, l *ledger, function, source string) error {
	pages := lambda.NewListEventSourceMappingsPaginator(d.Lambda, &lambda.ListEventSourceMappingsInput{
		FunctionName: &function, EventSourceArn: text(source),
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return err
		}
		for _, m := range page.EventSourceMappings {
			tags, err := d.Lambda.ListTags(ctx, &lambda.ListTagsInput{Resource: m.EventSourceMappingArn})
			if err != nil {
				return err
			}
			if l.owns(tags.Tags) {
				l.made(mappingObject, awssdk.ToString(m.EventSourceMappingArn))
				return nil
			}
		}
	}
	return nil
}

func (d *Deployer) updateMapping(ctx context.Context, arn string, t *harden.Trigger) error {
	c := mappingInput(t)
	in := &lambda.UpdateEventSourceMappingInput{
		UUID: text(nameOf(arn)), FunctionName: c.FunctionName, Enabled: c.Enabled, BatchSize: c.BatchSize,
		MaximumBatchingWindowInSeconds: c.MaximumBatchingWindowInSeconds, FilterCriteria: c.FilterCriteria,
		FunctionResponseTypes: c.FunctionResponseTypes, ScalingConfig: c.ScalingConfig, DestinationConfig: c.DestinationConfig,
		BisectBatchOnFunctionError: c.BisectBatchOnFunctionError, MaximumRetryAttempts: c.MaximumRetryAttempts,
		MaximumRecordAgeInSeconds: c.MaximumRecordAgeInSeconds, ParallelizationFactor: c.ParallelizationFactor,
		SourceAccessConfigurations: c.SourceAccessConfigurations,
	}
	if in.FilterCriteria == nil {
		in.FilterCriteria = &types.FilterCriteria{Filters: []types.Filter{}}
	}
	err := d.retry(ctx, "Lambda to take the mapping", spreadLimit, cannotReadYet, func() error {
		_, err := d.Lambda.UpdateEventSourceMapping(ctx, in)
		return err
	})
	if err != nil {
		return fmt.Errorf("update: %w", err)
	}
	_, err = d.awaitMapping(ctx, arn)
	return err
}

// awaitMapping waits until the mapping rests.
func (d *Deployer) awaitMapping(ctx context.Context, arn string) (have *harden.Trigger, err error) {
	err = d.await(ctx, "the mapping to be ready", changeLimit, func() (bool, string, error) {
		out, err := d.Lambda.GetEventSourceMapping(ctx, &lambda.GetEventSourceMappingInput{UUID: text(nameOf(arn))})
		if err != nil {
			return false, "", err
		}
		have = mapping(out)
		state := awssdk.ToString(out.State)
		return state == "Enabled" || state == "Disabled", "state " + state, nil
	})
	return have, err
}

func (d *Deployer) deleteMapping(ctx context.Context, l *ledger, arn string) error {
	uuid := text(nameOf(arn))
	inUse := func(err error) bool { return is(err, "ResourceInUseException") || busy(err) }
	err := d.retry(ctx, "the mapping to be deleted", changeLimit, inUse, func() error {
		_, err := d.Lambda.DeleteEventSourceMapping(ctx, &lambda.DeleteEventSourceMappingInput{UUID: uuid})
		return err
	})
	if unlessGone(err) == nil {
		err = d.await(ctx, "the mapping to be gone", changeLimit, func() (bool, string, error) {
			out, err := d.Lambda.GetEventSourceMapping(ctx, &lambda.GetEventSourceMappingInput{UUID: uuid})
			if err != nil {
				return gone(err), "", unlessGone(err)
			}
			return false, "state " + awssdk.ToString(out.State), nil
		})
	}
	if err != nil {
		return fmt.Errorf("delete event source mapping %s: %w", arn, err)
	}
	l.removed(mappingObject, arn)
	return nil
}

func mappingInput(t *harden.Trigger) *lambda.CreateEventSourceMappingInput {
	m := t.Mapping
	in := &lambda.CreateEventSourceMappingInput{
		FunctionName: &t.Function, EventSourceArn: text(m.Source), Enabled: &t.Enabled, BatchSize: number(m.BatchSize),
		MaximumBatchingWindowInSeconds: number(m.BatchingWindow), FilterCriteria: filters(m.Filters),
		StartingPosition: types.EventSourcePosition(m.StartingPosition),
	}
	if m.PartialFailures {
		in.FunctionResponseTypes = []types.FunctionResponseType{types.FunctionResponseTypeReportBatchItemFailures}
	}
	if m.MaximumConcurrency > 0 {
		in.ScalingConfig = &types.ScalingConfig{MaximumConcurrency: number(m.MaximumConcurrency)}
	}
	if t.DeadLetter.ARN != "" {
		in.DestinationConfig = &types.DestinationConfig{OnFailure: &types.OnFailure{Destination: &t.DeadLetter.ARN}}
	}
	if m.Parallelization > 0 {
		in.BisectBatchOnFunctionError, in.ParallelizationFactor = &m.Bisect, number(m.Parallelization)
		in.MaximumRetryAttempts, in.MaximumRecordAgeInSeconds = number(m.MaximumRetries), number(m.MaximumAge)
	}
	kafkaInput(in, m)
	return in
}

func kafkaInput(in *lambda.CreateEventSourceMappingInput, m *harden.Mapping) {
	if m.Topic == "" {
		return
	}
	in.Topics = []string{m.Topic}
	for _, a := range m.Access {
		in.SourceAccessConfigurations = append(in.SourceAccessConfigurations, types.SourceAccessConfiguration{
			Type: types.SourceAccessType(a.Type), URI: &a.URI,
		})
	}
	group := text(m.ConsumerGroup)
	if m.Source == "" {
		in.SelfManagedEventSource = &types.SelfManagedEventSource{
			Endpoints: map[string][]string{string(types.EndPointTypeKafkaBootstrapServers): m.Brokers},
		}
	}
	switch {
	case group == nil:
	case m.Source == "":
		in.SelfManagedKafkaEventSourceConfig = &types.SelfManagedKafkaEventSourceConfig{ConsumerGroupId: group}
	default:
		in.AmazonManagedKafkaEventSourceConfig = &types.AmazonManagedKafkaEventSourceConfig{ConsumerGroupId: group}
	}
}

func filters(patterns []string) *types.FilterCriteria {
	if len(patterns) == 0 {
		return nil
	}
	c := &types.FilterCriteria{}
	for _, p := range patterns {
		c.Filters = append(c.Filters, types.Filter{Pattern: &p})
	}
	return c
}

// mapping reads what Lambda says of a mapping. A setting that its source does not have is -1 or 0, as in package harden.
func mapping(out *lambda.GetEventSourceMappingOutput) *harden.Trigger {
	m := &harden.Mapping{
		Source: awssdk.ToString(out.EventSourceArn), BatchSize: intOf(out.BatchSize),
		BatchingWindow: intOf(out.MaximumBatchingWindowInSeconds), StartingPosition: string(out.StartingPosition),
		Bisect: awssdk.ToBool(out.BisectBatchOnFunctionError), Parallelization: intOf(out.ParallelizationFactor),
		MaximumRetries: orUnset(out.MaximumRetryAttempts), MaximumAge: orUnset(out.MaximumRecordAgeInSeconds),
		PartialFailures: slices.Contains(out.FunctionResponseTypes, types.FunctionResponseTypeReportBatchItemFailures),
	}
	if out.ScalingConfig != nil {
		m.MaximumConcurrency = intOf(out.ScalingConfig.MaximumConcurrency)
	}
	if out.FilterCriteria != nil {
		for _, f := range out.FilterCriteria.Filters {
			m.Filters = append(m.Filters, harden.NormalJSON(awssdk.ToString(f.Pattern)))
		}
		slices.Sort(m.Filters)
	}
	readKafka(m, out)
	state := awssdk.ToString(out.State)
	t := &harden.Trigger{
		Mapping: m, Function: awssdk.ToString(out.FunctionArn), Enabled: state != "Disabled" && state != "Disabling",
	}
	if out.DestinationConfig != nil && out.DestinationConfig.OnFailure != nil {
		t.DeadLetter.ARN = awssdk.ToString(out.DestinationConfig.OnFailure.Destination)
	}
	return t
}

func readKafka(m *harden.Mapping, out *lambda.GetEventSourceMappingOutput) {
	if len(out.Topics) == 0 {
		return
	}
	m.Topic = out.Topics[0]
	if s := out.SelfManagedEventSource; s != nil {
		m.Brokers = slices.Sorted(slices.Values(s.Endpoints[string(types.EndPointTypeKafkaBootstrapServers)]))
	}
	for _, a := range out.SourceAccessConfigurations {
		m.Access = append(m.Access, harden.Access{Type: string(a.Type), URI: awssdk.ToString(a.URI)})
	}
	slices.SortFunc(m.Access, func(a, b harden.Access) int { return strings.Compare(a.Type+a.URI, b.Type+b.URI) })
	// Lambda makes up a consumer group where none is given, so that one is read back only if it is no UUID.
	if c := out.SelfManagedKafkaEventSourceConfig; c != nil {
		m.ConsumerGroup = givenGroup(awssdk.ToString(c.ConsumerGroupId), awssdk.ToString(out.UUID))
	}
	if c := out.AmazonManagedKafkaEventSourceConfig; c != nil {
		m.ConsumerGroup = givenGroup(awssdk.ToString(c.ConsumerGroupId), awssdk.ToString(out.UUID))
	}
}

// givenGroup: without a group, Lambda uses the mapping's own id.
func givenGroup(group, uuid string) string {
	if group == uuid {
		return ""
	}
	return group
}

func orUnset(n *int32) int {
	if n == nil {
		return -1
	}
	return intOf(n)
}
