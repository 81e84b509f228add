package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

type triggerBinding = binding[spec.Trigger, harden.Trigger]

// triggerBindings tie a trigger's settings to the attributes that declare them, for its kind of event only: to write
// below another kind's attribute would declare that kind too. What has no attribute is in hardened.
func triggerBindings(declared spec.Trigger) []triggerBinding {
	all := []triggerBinding{
		trigger("enabled", func(t harden.Trigger) attr.Value { return flagValue(t.Enabled) }),
		trigger("filter", func(t harden.Trigger) attr.Value { return listValue(filters(t)) }),
		trigger("dead_letter", func(t harden.Trigger) attr.Value { return givenQueue(t.DeadLetter) }),
		trigger("key", func(t harden.Trigger) attr.Value { return givenKey(t.Key) }),
	}
	kind, err := declared.Kind()
	if err != nil {
		return all
	}
	switch kind {
	case spec.QueueKind:
		return append(all, queueBindings()...)
	case spec.StreamKind:
		return append(all, streamBindings()...)
	case spec.TopicKind:
		return append(all, trigger("topic.filter_on", func(t harden.Trigger) attr.Value { return textValue(subscription(t).FilterOn) }))
	case spec.ScheduleKind:
		return append(all, scheduleBindings()...)
	case spec.HTTPKind:
		return append(all, httpBindings()...)
	default: // bus and storage are all in their rule's pattern
		return all
	}
}

func trigger(at string, get func(t harden.Trigger) attr.Value) triggerBinding {
	return triggerBinding{attributePath(at), func(t harden.Trigger, _ spec.Trigger) attr.Value { return get(t) }}
}

// filters are what filter declares. That of storage is but a part of its rule's pattern, which hardened shows whole.
func filters(t harden.Trigger) []string {
	switch {
	case t.Mapping != nil:
		return t.Mapping.Filters
	case t.Subscription != nil && t.Subscription.Filter != "":
		return []string{t.Subscription.Filter}
	case t.Rule != nil && t.Bucket == "":
		return []string{t.Rule.Pattern}
	default:
		return nil
	}
}

// mapped is a number of the event source mapping; null when that is gone.
func mapped(at string, get func(m *harden.Mapping) int) triggerBinding {
	return trigger(at, func(t harden.Trigger) attr.Value {
		if t.Mapping == nil {
			return types.Int64Null()
		}
		return numberValue(get(t.Mapping))
	})
}

func queueBindings() []triggerBinding {
	return []triggerBinding{
		mapped("batch_size", func(m *harden.Mapping) int { return m.BatchSize }),
		mapped("queue.batching_window", func(m *harden.Mapping) int { return m.BatchingWindow }),
		mapped("queue.maximum_concurrency", func(m *harden.Mapping) int { return m.MaximumConcurrency }),
	}
}

func streamBindings() []triggerBinding {
	return []triggerBinding{
		mapped("batch_size", func(m *harden.Mapping) int { return m.BatchSize }),
		mapped("stream.batching_window", func(m *harden.Mapping) int { return m.BatchingWindow }),
		mapped("stream.maximum_retries", func(m *harden.Mapping) int { return m.MaximumRetries }),
		mapped("stream.maximum_age", func(m *harden.Mapping) int { return m.MaximumAge }),
		mapped("stream.parallelization", func(m *harden.Mapping) int { return m.Parallelization }),
	}
}

func subscription(t harden.Trigger) harden.Subscription {
	if t.Subscription == nil {
		return harden.Subscription{}
	}
	return *t.Subscription
}

func scheduleBindings() []triggerBinding {
	of := func(at string, get func(s harden.Schedule) attr.Value) triggerBinding {
		return trigger(at, func(t harden.Trigger) attr.Value {
			if t.Schedule == nil {
				return get(harden.Schedule{})
			}
			return get(*t.Schedule)
		})
	}
	return []triggerBinding{
		of("schedule.expression", func(s harden.Schedule) attr.Value { return textValue(s.Expression) }),
		of("schedule.time_zone", func(s harden.Schedule) attr.Value { return textValue(s.TimeZone) }),
		of("schedule.input", func(s harden.Schedule) attr.Value { return textValue(s.Input) }),
		of("schedule.flexible_window", func(s harden.Schedule) attr.Value { return numberValue(s.Window) }),
	}
}

func httpBindings() []triggerBinding {
	of := func(at string, get func(a harden.API) attr.Value) triggerBinding {
		return trigger(at, func(t harden.Trigger) attr.Value {
			if t.API == nil {
				return get(harden.API{})
			}
			return get(*t.API)
		})
	}
	return []triggerBinding{
		of("http.throttle_rate", func(a harden.API) attr.Value { return types.Float64Value(a.Stage.Rate) }),
		of("http.throttle_burst", func(a harden.API) attr.Value { return numberValue(a.Stage.Burst) }),
		of("http.web_acl", func(a harden.API) attr.Value { return textValue(a.Stage.WebACL) }),
		of("http.log_retention", func(a harden.API) attr.Value { return numberValue(a.LogGroup.Retention) }),
		of("http.stage_name", func(a harden.API) attr.Value { return textValue(a.Stage.Name) }),
	}
}
