package aws

import (
	"context"
	"errors"
	"fmt"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

// settleBegun finds out which of the begun objects exist and are the resource's own, before it is removed.
func (d *Deployer) settleBegun(ctx context.Context, l *ledger) error {
	for _, o := range l.objects {
		kind, ok := strings.CutSuffix(o.Kind, begun)
		if !ok {
			continue
		}
		err := d.findBegun(ctx, l, kind, o.ID)
		if unlessGone(err) != nil && !errors.Is(err, errForeign) {
			return fmt.Errorf("find out whether %s %s was made: %w", kind, o.ID, err)
		}
		l.removed(o.Kind, o.ID)
	}
	return nil
}

func (d *Deployer) findBegun(ctx context.Context, l *ledger, kind, name string) error {
	switch kind {
	case roleObject:
		if err := d.adoptRole(ctx, l, name); err != nil {
			return err
		}
		l.made(roleObject, name)
	case keyObject:
		return d.findBegunKey(ctx, l)
	case queueObject:
		return d.findBegunQueue(ctx, l, name)
	case functionObject:
		return d.adoptLambda(ctx, l, name)
	case logGroupObject:
		return d.findBegunLogGroup(ctx, l, name)
	default:
		return d.findBegunTrigger(ctx, l, kind, name)
	}
	return nil
}

func (d *Deployer) findBegunTrigger(ctx context.Context, l *ledger, kind, name string) error {
	switch kind {
	case ruleObject:
		bus, rule, _ := strings.Cut(name, " ")
		return d.findBegunRule(ctx, l, bus, rule)
	case scheduleObject:
		return d.adoptSchedule(ctx, l, name)
	case apiObject:
		_, err := d.findAPI(ctx, l)
		return err
	case usagePlanObject:
		_, err := d.findUsagePlan(ctx, l)
		return err
	case mappingObject:
		return d.findBegunMapping(ctx, l, name)
	case subscriptionObject:
		topic, function, _ := strings.Cut(name, " ")
		arn, err := d.findSubscription(ctx, topic, function)
		if err == nil && arn != "" {
			l.made(subscriptionObject, arn)
		}
		return err
	case domainObject:
		return d.findBegunDomain(ctx, l, name)
	}
	return nil
}

func (d *Deployer) findBegunRule(ctx context.Context, l *ledger, bus, rule string) error {
	out, err := d.Events.DescribeRule(ctx, &eventbridge.DescribeRuleInput{Name: &rule, EventBusName: &bus})
	if err != nil {
		return err
	}
	return d.adoptRule(ctx, l, awssdk.ToString(out.Arn))
}

func (d *Deployer) findBegunDomain(ctx context.Context, l *ledger, name string) error {
	out, err := d.Gateway.GetDomainName(ctx, &apigateway.GetDomainNameInput{DomainName: &name})
	if err != nil {
		return err
	}
	if l.owns(out.Tags) {
		l.made(domainObject, name)
	}
	return nil
}

func (d *Deployer) findBegunMapping(ctx context.Context, l *ledger, name string) error {
	function, source, _ := strings.Cut(name, " ")
	return d.adoptMapping(ctx, l, function, source)
}

func (d *Deployer) findBegunKey(ctx context.Context, l *ledger) error {
	arn, err := d.findKey(ctx, l)
	if err == nil && arn != "" {
		l.made(keyObject, arn)
	}
	return err
}

func (d *Deployer) findBegunQueue(ctx context.Context, l *ledger, name string) error {
	found, err := d.SQS.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{QueueName: &name})
	if err != nil {
		return err
	}
	url := awssdk.ToString(found.QueueUrl)
	if err := d.adoptQueue(ctx, l, url); err != nil {
		return err
	}
	l.made(queueObject, url)
	return nil
}

// findBegunLogGroup leaves a group alone that was there before.
func (d *Deployer) findBegunLogGroup(ctx context.Context, l *ledger, name string) error {
	scope, err := d.Scope(ctx)
	if err != nil {
		return err
	}
	return d.adoptLogGroup(ctx, l, scope, name)
}
