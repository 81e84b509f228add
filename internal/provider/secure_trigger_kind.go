package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// triggerKind is what is particular to triggers.
type triggerKind struct{}

var _ kind[spec.Trigger, harden.Trigger, cloud.TriggerState] = triggerKind{}

func (triggerKind) noun() string { return "trigger" }

func (triggerKind) declare(value tftypes.Value, defaultTags map[string]string) spec.Trigger {
	t := spec.ReadTrigger(terraformValue{value})
	t.Tags = tagged(t.Tags, defaultTags)
	return t
}

// complete: a trigger is all in its configuration.
func (triggerKind) complete(t spec.Trigger) (spec.Trigger, *harden.FieldError) { return t, nil }

func (triggerKind) unknowns(t spec.Trigger) spec.Unknowns           { return t.Unknown }
func (triggerKind) exceptions(t spec.Trigger) []spec.Exception      { return t.Exceptions }
func (triggerKind) objects(s cloud.TriggerState) cloud.Objects      { return s.Objects }
func (triggerKind) settings(s cloud.TriggerState) harden.Trigger    { return s.Settings }
func (triggerKind) computed(s cloud.TriggerState) map[string]string { return s.Computed }
func (triggerKind) tags(t harden.Trigger) map[string]string         { return t.Tags }

// confidential is what a schedule sends, which is nobody's business but the function's.
func (triggerKind) confidential(t spec.Trigger) []string {
	if t.Schedule == nil {
		return nil
	}
	return []string{t.Schedule.Input}
}

func (triggerKind) harden(t spec.Trigger, scope harden.Scope) (harden.Trigger, error) {
	return harden.MakeTrigger(t, scope)
}

func (triggerKind) apply(ctx context.Context, d cloud.Deployer, have cloud.TriggerState, want harden.Trigger, record func(cloud.TriggerState)) (cloud.TriggerState, error) {
	return d.ApplyTrigger(ctx, have, want, record)
}

func (triggerKind) read(ctx context.Context, d cloud.Deployer, have cloud.TriggerState) (cloud.TriggerState, bool, error) {
	return d.ReadTrigger(ctx, have)
}

func (triggerKind) remove(ctx context.Context, d cloud.Deployer, have cloud.TriggerState, record func(cloud.TriggerState)) error {
	return d.DeleteTrigger(ctx, have, record)
}

// hardened are the settings without an attribute of their own, or of which an attribute is but a part.
func (triggerKind) hardened(t harden.Trigger) map[string]string {
	declared := []string{
		"scope", "name", "kind", "function", "enabled", "key.arn", "dead_letter.arn", "tags",
		"mapping.source", "mapping.brokers", "mapping.topic", "mapping.consumer_group", "mapping.starting_position",
		"mapping.filters", "mapping.batch_size", "mapping.batching_window", "mapping.maximum_concurrency",
		"mapping.maximum_retries", "mapping.maximum_age", "mapping.parallelization",
		"subscription.topic", "subscription.filter", "subscription.filter_on", "rule.bus",
		"schedule.expression", "schedule.time_zone", "schedule.input", "schedule.window",
		"api.log_group.retention", "api.stage.name", "api.stage.rate", "api.stage.burst", "api.stage.web_acl",
	}
	if t.Bucket == "" {
		declared = append(declared, "rule.pattern")
	}
	return flatSettings(t, declared)
}

func (triggerKind) outputs() map[string][]string {
	return map[string][]string{
		"id": nil, "arn": nil, "role_arn": nil, "rest_api_id": nil, "log_group_name": nil,
		"dead_letter_arn": {"dead_letter"}, "dead_letter_url": {"dead_letter"},
		"kms_key_arn": {"key", "dead_letter"}, "endpoint": {"http"}, "domain_target": {"http.domain"},
	}
}

func (triggerKind) planned(harden.Trigger) map[string]string { return nil }

// replaced: what cannot be changed has a plan modifier in the schema.
func (triggerKind) replaced(_, _ spec.Trigger) []string { return nil }
