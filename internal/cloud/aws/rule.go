package aws

import (
	"context"
	"fmt"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

func ruleTag(k, v string) types.Tag           { return types.Tag{Key: &k, Value: &v} }
func ruleTagParts(t types.Tag) (k, v *string) { return t.Key, t.Value }

func (d *Deployer) tagRule(ctx context.Context, arn string, set map[string]string, remove []string) error {
	if len(set) > 0 {
		if _, err := d.Events.TagResource(ctx, &eventbridge.TagResourceInput{ResourceARN: &arn, Tags: tagList(set, ruleTag)}); err != nil {
			return fmt.Errorf("tag %s: %w", arn, err)
		}
	}
	if len(remove) > 0 {
		if _, err := d.Events.UntagResource(ctx, &eventbridge.UntagResourceInput{ResourceARN: &arn, TagKeys: remove}); err != nil {
			return fmt.Errorf("untag %s: %w", arn, err)
		}
	}
	return nil
}

// targetID names the rule's one target.
const targetID = "function"

func ruleConflict(err error) bool { return is(err, "ConcurrentModificationException") }

// ensureRule brings the rule and its target to what is wanted. Its id in the ledger is its ARN; a bus may be of another
// account, whose rules are then made there.
func (d *Deployer) ensureRule(ctx context.Context, l *ledger, t *harden.Trigger) error {
	have, err := d.readRule(ctx, t.Rule.Bus, t.Rule.Name)
	if err == nil && l.id(ruleObject) == "" {
		err = d.adoptRule(ctx, l, t.Rule.ARN(t.Scope))
	}
	if gone(err) {
		have, err = nil, nil
		l.begin(ruleObject, t.Rule.Bus+" "+t.Rule.Name)
	}
	if err == nil && (have == nil || !sameRule(have, t)) {
		err = d.putRule(ctx, l, t)
	}
	if err == nil && (have == nil || !sameTarget(have, t)) {
		err = d.putTarget(ctx, t)
	}
	if err != nil {
		return fmt.Errorf("rule %s: %w", t.Rule.Name, err)
	}
	return nil
}

func sameRule(have, want *harden.Trigger) bool {
	return have.Rule.Pattern == want.Rule.Pattern && have.Rule.Description == want.Rule.Description && have.Enabled == want.Enabled
}

func sameTarget(have, want *harden.Trigger) bool {
	return have.Function == want.Function && have.DeadLetter.ARN == want.DeadLetter.ARN &&
		have.Rule.Retries == want.Rule.Retries && have.Rule.MaximumAge == want.Rule.MaximumAge
}

func (d *Deployer) adoptRule(ctx context.Context, l *ledger, arn string) error {
	out, err := d.Events.ListTagsForResource(ctx, &eventbridge.ListTagsForResourceInput{ResourceARN: &arn})
	if err != nil {
		return err
	}
	if !l.owns(tagMap(out.Tags, ruleTagParts)) {
		return errForeign
	}
	l.made(ruleObject, arn)
	return nil
}

func (d *Deployer) putRule(ctx context.Context, l *ledger, t *harden.Trigger) error {
	state := types.RuleStateEnabled
	if !t.Enabled {
		state = types.RuleStateDisabled
	}
	in := &eventbridge.PutRuleInput{
		Name: &t.Rule.Name, EventBusName: &t.Rule.Bus, Description: &t.Rule.Description, EventPattern: &t.Rule.Pattern, State: state,
	}
	if l.id(ruleObject) == "" {
		in.Tags = tagList(l.tags(), ruleTag)
	}
	return d.retry(ctx, "EventBridge to take rule "+t.Rule.Name, spreadLimit, ruleConflict, func() error {
		out, err := d.Events.PutRule(ctx, in)
		if err == nil {
			l.made(ruleObject, awssdk.ToString(out.RuleArn))
		}
		return err
	})
}

func (d *Deployer) putTarget(ctx context.Context, t *harden.Trigger) error {
	in := &eventbridge.PutTargetsInput{Rule: &t.Rule.Name, EventBusName: &t.Rule.Bus, Targets: []types.Target{{
		Id: text(targetID), Arn: &t.Function, DeadLetterConfig: &types.DeadLetterConfig{Arn: text(t.DeadLetter.ARN)},
		RetryPolicy: &types.RetryPolicy{
			MaximumRetryAttempts: number(t.Rule.Retries), MaximumEventAgeInSeconds: number(t.Rule.MaximumAge),
		},
	}}}
	return d.retry(ctx, "EventBridge to take the target of rule "+t.Rule.Name, spreadLimit, ruleConflict, func() error {
		out, err := d.Events.PutTargets(ctx, in)
		if err == nil && out.FailedEntryCount > 0 && len(out.FailedEntries) > 0 {
			f := out.FailedEntries[0]
			err = fmt.Errorf("put target: %s (%s)", awssdk.ToString(f.ErrorMessage), awssdk.ToString(f.ErrorCode))
		}
		return err
	})
}

// readRule reads a rule and its target; what its target lacks is empty.
func (d *Deployer) readRule(ctx context.Context, bus, name string) (*harden.Trigger, error) {
	out, err := d.Events.DescribeRule(ctx, &eventbridge.DescribeRuleInput{Name: &name, EventBusName: &bus})
	if err != nil {
		return nil, err
	}
	t := &harden.Trigger{
		Rule: &harden.Rule{
			Name: name, Bus: bus, Description: awssdk.ToString(out.Description),
			Pattern: harden.NormalJSON(awssdk.ToString(out.EventPattern)),
		},
		Enabled: out.State != types.RuleStateDisabled,
	}
	targets, err := d.Events.ListTargetsByRule(ctx, &eventbridge.ListTargetsByRuleInput{Rule: &name, EventBusName: &bus})
	if err != nil {
		return nil, err
	}
	for _, target := range targets.Targets {
		if awssdk.ToString(target.Id) == targetID {
			readTarget(t, target)
		}
	}
	return t, nil
}

func readTarget(t *harden.Trigger, target types.Target) {
	t.Function = awssdk.ToString(target.Arn)
	if c := target.DeadLetterConfig; c != nil {
		t.DeadLetter.ARN = awssdk.ToString(c.Arn)
	}
	if r := target.RetryPolicy; r != nil {
		t.Rule.Retries, t.Rule.MaximumAge = intOf(r.MaximumRetryAttempts), intOf(r.MaximumEventAgeInSeconds)
	}
}

// ruleParts takes a rule's bus and name out of its ARN.
func ruleParts(arn string) (bus, name string) {
	_, path, _ := strings.Cut(arn, ":rule/")
	if bus, name, ok := strings.Cut(path, "/"); ok {
		return bus, name
	}
	return "default", path
}

func (d *Deployer) deleteRule(ctx context.Context, l *ledger, arn string) error {
	bus, name := ruleParts(arn)
	err := d.removeTargets(ctx, bus, name)
	if err == nil {
		err = d.retry(ctx, "EventBridge to delete rule "+name, spreadLimit, ruleConflict, func() error {
			_, err := d.Events.DeleteRule(ctx, &eventbridge.DeleteRuleInput{Name: &name, EventBusName: &bus})
			return err
		})
	}
	if unlessGone(err) != nil {
		return fmt.Errorf("delete rule %s: %w", arn, err)
	}
	l.removed(ruleObject, arn)
	return nil
}

// removeTargets takes every target off: EventBridge deletes no rule that has some.
func (d *Deployer) removeTargets(ctx context.Context, bus, name string) error {
	out, err := d.Events.ListTargetsByRule(ctx, &eventbridge.ListTargetsByRuleInput{Rule: &name, EventBusName: &bus})
	if err != nil {
		return err
	}
	var ids []string
	for _, t := range out.Targets {
		ids = append(ids, awssdk.ToString(t.Id))
	}
	if len(ids) == 0 {
		return nil
	}
	return d.retry(ctx, "EventBridge to take the targets off rule "+name, spreadLimit, ruleConflict, func() error {
		_, err := d.Events.RemoveTargets(ctx, &eventbridge.RemoveTargetsInput{Rule: &name, EventBusName: &bus, Ids: ids})
		return err
	})
}
