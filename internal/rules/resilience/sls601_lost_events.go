package resilience

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// lostEvents finds events that vanish when they cannot be delivered or dealt with.
func lostEvents() rule.Rule {
	return rule.Rule{
		ID: "SLS601", Name: "lost-events",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "Events that fail are lost",
		Why: "When the last retry has failed, the event is dropped without a trace. Whoever can make the function fail, by " +
			"input that it cannot parse or by using up its concurrency, makes orders, audit records or alarms disappear, and " +
			"afterwards nobody can tell which.",
		Remedy: map[model.Cloud]string{
			model.AWS: "dead_letter_config {\n  target_arn = aws_sqs_queue.failed.arn\n}",
			model.Azure: "storage_blob_dead_letter_destination {\n  storage_account_id          = azurerm_storage_account.orders.id\n" +
				"  storage_blob_container_name = azurerm_storage_container.failed.name\n}",
			model.Google: "dead_letter_policy {\n  dead_letter_topic     = google_pubsub_topic.failed.id\n  max_delivery_attempts = 5\n}",
		},
		Unknown: "The dead-letter target comes from a value that the plan does not know, or it is not known what the " +
			"trigger leads to.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
			"https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html",
			"https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
			"https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html",
			"https://learn.microsoft.com/azure/event-grid/manage-event-delivery",
			"https://learn.microsoft.com/azure/service-bus-messaging/service-bus-dead-letter-queues",
			"https://cloud.google.com/pubsub/docs/handling-failures",
			"https://cloud.google.com/functions/docs/bestpractices/retries",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A10:2017"}, CSA: []string{"SAS-5", "SAS-10"}, CWE: []int{755, 778},
			NIST: []string{"AU-5", "CP-10", "SI-11"},
		},
		Covers: []string{"checkov:CKV_AWS_116", "kics:720f44cf"},
		Check: func(s *model.System) []rule.Judgement {
			called := calledFunctions(s)
			return rule.Join(
				rule.ForEach(model.Functions, func(f *model.Function, r *rule.Reporter) { checkFailures(f, called, r) }),
				rule.ForEach(model.Triggers, checkUndelivered),
				rule.ForEach(model.OwnChannels, checkExpired),
			)(s)
		},
	}
}

func checkFailures(f *model.Function, called map[*model.Function]bool, r *rule.Reporter) {
	if f.Outside || f.DeadLetter.Place.Address() == "" {
		return // elsewhere what brings the events keeps them
	}
	sources := asyncSources(f)
	if len(sources) == 0 {
		if unseen(f, called) {
			r.FailIf(keepsFailures(f).Not(), f.DeadLetter.Place,
				"Events on which function %q fails are lost, if it is invoked asynchronously: the plan does not show by whom.",
				f.Label()).As(rule.Low).In(rule.Strict)
		}
		return
	}
	if f.Cloud == model.Google {
		checkDropped(f, sources, r)
		return
	}
	v := r.FailIf(keepsFailures(f).Not().And(anyOn(sources)), f.DeadLetter.Place,
		"Events on which function %q fails are lost after the last retry.", f.Label())
	if onlyClocks(sources) {
		v.As(rule.Low)
	}
	for _, s := range few(sources) {
		v.Hop(s.at, "%s", s.note)
	}
}

// keepsFailures tells whether failed asynchronous events go anywhere.
func keepsFailures(f *model.Function) model.Truth {
	kept := f.DeadLetter.IsSet()
	for _, l := range f.Failure {
		kept = kept.Or(l.IsSet())
	}
	return kept
}

// checkUndelivered asks triggers for a dead-letter queue, where their kind can have one.
func checkUndelivered(t *model.Trigger, r *rule.Reporter) {
	if t.DeadLetter.Place.Address() == "" {
		return
	}
	lost := t.DeadLetter.IsSet().Not().And(model.Running(t.Enabled))
	switch t.Kind {
	case model.RuleTarget, model.Timer:
		v := r.FailIf(lost, t.DeadLetter.Place,
			"Events that cannot be delivered to %s are lost after the last retry.", rule.TargetName(t)).
			RemedyOn(model.AWS, "dead_letter_config {\n  arn = aws_sqs_queue.failed.arn\n}")
		if t.Kind == model.Timer {
			v.As(rule.Low)
		}
	case model.Subscription:
		if t.Cloud == model.Azure { // Event Grid gives up after a day
			r.FailIf(lost, t.DeadLetter.Place,
				"Events that cannot be delivered to %s are lost after the last retry.", rule.TargetName(t))
			return
		}
		if t.Cloud == model.Google {
			checkUnacknowledged(t, lost, r)
			return
		}
		// SNS goes on trying for weeks; what is lost is what is refused, as by a policy that has been changed.
		r.FailIf(lost, t.DeadLetter.Place, "Messages that %s refuses are lost.", rule.TargetName(t)).As(rule.Low).
			RemedyOn(model.AWS, "redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.failed.arn })")
	case model.Mapping, model.PipeSource:
		checkDiscarded(t, lost, r)
	default: // has no dead-letter queue of its own
	}
}

// checkExpired asks what becomes of messages that are not taken in time.
func checkExpired(c *model.Channel, r *rule.Reporter) {
	if c.DropsPlace.Address() == "" {
		return
	}
	r.FailIf(c.DropsExpired, c.DropsPlace, "Messages of %s %q that nobody takes in time are lost.", c.Noun(), c.Label()).
		RemedyOn(model.Azure, "dead_lettering_on_message_expiration = true")
}

// checkDiscarded asks what becomes of records of a stream that are given up. Records that are never given up block their
// shard, which is SLS602's matter.
func checkDiscarded(t *model.Trigger, lost model.Truth, r *rule.Reporter) {
	if t.Retries.IsSet() == model.False() {
		return
	}
	givenUp := t.Retries.Match(limited).Or(t.MaxAge.Match(limited))
	r.FailIf(lost.And(givenUp), t.DeadLetter.Place,
		"Records that %s cannot take are discarded after the last retry.", rule.TargetName(t)).
		Remedy(failureRemedy(t.Kind))
}

func failureRemedy(kind model.TriggerKind) string {
	if kind == model.PipeSource {
		return "dead_letter_config {\n  arn = aws_sqs_queue.failed.arn\n}"
	}
	return "destination_config {\n  on_failure {\n    destination_arn = aws_sqs_queue.failed.arn\n  }\n}"
}

// limited tells numbers of retries or seconds that come to an end.
func limited(n int) bool { return n >= 0 }

// few gives the first of several sources: a function can have hundreds.
func few(sources []source) []source {
	const shown = 3
	return sources[:min(shown, len(sources))]
}

// checkDropped judges functions that Google Cloud brings events by itself: it can't keep those that fail, only try again.
// Without end that is SLS602's matter.
func checkDropped(f *model.Function, sources []source, r *rule.Reporter) {
	v := r.FailIf(model.Equals(f.Retries, 0).And(anyOn(sources)), f.DeadLetter.Place,
		"Events on which function %q fails are lost at once: they are not tried again.", f.Label())
	if strings.HasSuffix(f.DeadLetter.Place.Attribute(), "retry_policy") {
		v.Remedy(`retry_policy = "RETRY_POLICY_RETRY" # or a push subscription with a dead_letter_policy`)
	} else {
		v.Remedy("failure_policy {\n  retry = true # or a push subscription with a dead_letter_policy\n}")
	}
}

// checkUnacknowledged judges subscriptions of Pub/Sub. Who takes messages from one that does not push, no plan shows.
func checkUnacknowledged(t *model.Trigger, lost model.Truth, r *rule.Reporter) {
	if source, ok := t.Source.One(); ok && len(source.Collects) > 0 {
		return // it keeps what failed elsewhere
	}
	if t.Push {
		r.FailIf(lost, t.DeadLetter.Place,
			"Messages that %s cannot take come back until they expire, and are then lost.", rule.TargetName(t))
		return
	}
	r.FailIf(lost, t.DeadLetter.Place, "Messages of subscription %q that nobody can take come back until they expire, and are then lost.", t.Label()).
		As(rule.Low)
}
