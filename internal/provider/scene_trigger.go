package provider

import (
	"context"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// system tells a trigger as the resources that somebody would write who wanted the same.
func (triggerKind) system(ctx context.Context, declared spec.Trigger, want harden.Trigger) (*model.System, locator, error) {
	if !spec.IsKnown(want.Scope.Account) || !spec.IsKnown(want.Scope.Region) {
		var err error
		if want, err = harden.MakeTrigger(declared, scopeOf(declared.Function)); err != nil {
			return nil, nil, err
		}
	}
	want = want.Bind(sampleKey, sampleAPI)
	s := &scene{}
	s.key(&want.Key, "key")
	s.queue(&want.DeadLetter, "dead_letter")
	for i := range want.Grants {
		s.grant(&want.Grants[i], string(want.Kind))
	}
	s.event(&want)
	sys, err := s.system(ctx)
	return sys, s.declared, err
}

// scopeOf takes region and account from the function's ARN, where AWS was not asked.
func scopeOf(function string) harden.Scope {
	a, err := parseARN(function)
	if err != nil {
		return sampleScope()
	}
	return harden.Scope{Partition: a.Partition, Region: a.Region, Account: a.Account}
}

func (s *scene) event(t *harden.Trigger) {
	switch {
	case t.Mapping != nil:
		s.mapping(t)
	case t.Subscription != nil:
		s.subscription(t)
	case t.Rule != nil:
		s.rule(t)
	case t.Schedule != nil:
		s.schedule(t)
	case t.API != nil:
		s.api(t)
	}
}

func (s *scene) grant(g *harden.Grant, kind string) {
	s.add("aws_lambda_permission", strings.ReplaceAll(g.Sid, ".", "_"), fields{
		"function_name": g.Function, "action": "lambda:InvokeFunction", "principal": g.Principal, "statement_id": g.Sid,
		"source_arn": g.SourceARN, "source_account": g.SourceAccount,
	}, map[string]string{"": kind})
}

func (s *scene) mapping(t *harden.Trigger) {
	m, kind := t.Mapping, string(t.Kind)
	after := fields{
		"event_source_arn": m.Source, "function_name": t.Function, "batch_size": m.BatchSize, "enabled": t.Enabled,
		"maximum_batching_window_in_seconds": m.BatchingWindow, "starting_position": m.StartingPosition,
		"bisect_batch_on_function_error": m.Bisect, "filter_criteria": filterCriteria(m.Filters),
	}
	if m.PartialFailures {
		after["function_response_types"] = []string{"ReportBatchItemFailures"}
	}
	if m.MaximumConcurrency > 0 {
		after["scaling_config"] = block(fields{"maximum_concurrency": m.MaximumConcurrency})
	}
	if m.MaximumRetries >= 0 {
		after["maximum_retry_attempts"], after["maximum_record_age_in_seconds"] = m.MaximumRetries, m.MaximumAge
	}
	if t.DeadLetter.ARN != "" {
		after["destination_config"] = block(fields{"on_failure": block(fields{"destination_arn": t.DeadLetter.ARN})})
	}
	if len(m.Brokers) > 0 {
		after["self_managed_event_source"] = block(fields{"endpoints": fields{"KAFKA_BOOTSTRAP_SERVERS": strings.Join(m.Brokers, ",")}})
		after["topics"], after["source_access_configuration"] = []string{m.Topic}, access(m)
	}
	s.add("aws_lambda_event_source_mapping", "this", after, map[string]string{
		"": kind, "filter_criteria": "filter", "batch_size": "batch_size", "maximum_retry_attempts": kind + ".maximum_retries",
		"maximum_record_age_in_seconds": kind + ".maximum_age", "destination_config": "dead_letter",
		"scaling_config": kind + ".maximum_concurrency", "event_source_arn": kind + ".source",
	})
}

func filterCriteria(patterns []string) []any {
	if len(patterns) == 0 {
		return nil
	}
	filters := make([]any, len(patterns))
	for i, p := range patterns {
		filters[i] = fields{"pattern": p}
	}
	return block(fields{"filter": filters})
}

func access(m *harden.Mapping) []any {
	all := make([]any, len(m.Access))
	for i, a := range m.Access {
		all[i] = fields{"type": a.Type, "uri": a.URI}
	}
	return all
}

func (s *scene) subscription(t *harden.Trigger) {
	s.add("aws_sns_topic_subscription", "this", fields{
		"topic_arn": t.Subscription.Topic, "protocol": "lambda", "endpoint": t.Function,
		"filter_policy": t.Subscription.Filter, "filter_policy_scope": t.Subscription.FilterOn,
		"redrive_policy": `{"deadLetterTargetArn":"` + t.DeadLetter.ARN + `"}`,
	}, map[string]string{"": "topic", "filter_policy": "filter", "redrive_policy": "dead_letter"})
}

func (s *scene) rule(t *harden.Trigger) {
	kind := string(t.Kind)
	s.add("aws_cloudwatch_event_rule", "this", fields{
		"name": t.Rule.Name, "arn": t.Rule.ARN(t.Scope), "event_bus_name": t.Rule.Bus, "event_pattern": t.Rule.Pattern,
		"description": t.Rule.Description, "state": enabledWord(t.Enabled),
	}, map[string]string{"": kind, "event_pattern": "filter"})
	s.add("aws_cloudwatch_event_target", "this", fields{
		"rule": t.Rule.Name, "event_bus_name": t.Rule.Bus, "arn": t.Function,
		"dead_letter_config": block(fields{"arn": t.DeadLetter.ARN}),
		"retry_policy": block(fields{
			"maximum_retry_attempts": t.Rule.Retries, "maximum_event_age_in_seconds": t.Rule.MaximumAge,
		}),
	}, map[string]string{"": kind, "dead_letter_config": "dead_letter"})
}

func enabledWord(enabled bool) string {
	if enabled {
		return "ENABLED"
	}
	return "DISABLED"
}

func (s *scene) schedule(t *harden.Trigger) {
	c := t.Schedule
	s.role(&c.Role, t.Scope)
	s.add("aws_scheduler_schedule", "this", fields{
		"name": c.Name, "schedule_expression": c.Expression, "schedule_expression_timezone": c.TimeZone,
		"state": enabledWord(t.Enabled), "kms_key_arn": t.Key.ARN,
		"flexible_time_window": block(fields{"mode": "FLEXIBLE", "maximum_window_in_minutes": c.Window}),
		"target": block(fields{
			"arn": t.Function, "role_arn": c.Role.ARN(t.Scope), "input": c.Input,
			"dead_letter_config": block(fields{"arn": t.DeadLetter.ARN}),
			"retry_policy":       block(fields{"maximum_retry_attempts": c.Retries, "maximum_event_age_in_seconds": c.MaximumAge}),
		}),
	}, map[string]string{
		"": "schedule", "target.0.input": "schedule.input", "target.0.dead_letter_config": "dead_letter", "kms_key_arn": "key",
	})
}
