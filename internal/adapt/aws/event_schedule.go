package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// universalTarget begins the ARN of a schedule's target that is any API action: its parameters, with the
// resource, stand in input (EventBridge Scheduler User Guide, "Using universal targets").
const universalTarget = ":scheduler:::aws-sdk:"

// schedule adapts aws_scheduler_schedule. Only the clock starts it, so nothing has to be filtered.
func schedule(r resource) {
	w := &model.Workload{Head: r.Head(), Kind: model.Schedule}
	r.b.Sys.Workloads = append(r.b.Sys.Workloads, w)
	r.b.Declare(r, w)
	document(r, "target.0.input", "schedule input")
}

func scheduleLinks(r resource) {
	w, ok := r.b.Objects[r.Resource].(*model.Workload)
	if !ok {
		return
	}
	w.Identity = base.Link[*model.Identity](r, "target.0.role_arn")
	t := &model.Trigger{
		Head: r.Head(), Kind: model.Timer, Source: fromNowhere(r.Place("schedule_expression")),
		Identity: w.Identity,
		Filtered: model.True(), CatchAll: model.False(), NamesSource: model.True(),
		FilterPlace: r.Place("schedule_expression"),
		DeadLetter:  base.Link[*model.Channel](r, "target.0.dead_letter_config.0.arn"),
		// 185 times is the default (EventBridge Scheduler API, RetryPolicy).
		Retries: r.Num("target.0.retry_policy.0.maximum_retry_attempts").Or(185),
		Enabled: model.Map(r.Str("state").Or("ENABLED"), func(s string) bool { return s != "DISABLED" }),
	}
	feed(t, r, scheduleTarget(r))
	if n, _ := r.Blocks("target.0.ecs_parameters"); n > 0 {
		t.Workload = base.Link[*model.Workload](r, "target.0.ecs_parameters.0.task_definition_arn")
	}
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
	// Scheduler encrypts with a key that AWS owns unless it is given one (User Guide, "Encryption at rest").
	keep(r, "schedule", "kms_key_arn")
}

// scheduleTarget is the attribute that names what a schedule runs.
func scheduleTarget(r resource) string {
	if arn, ok := r.Str("target.0.arn").Get(); ok && strings.Contains(arn, universalTarget) {
		return "target.0.input"
	}
	return "target.0.arn"
}
