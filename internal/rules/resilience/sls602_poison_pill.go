package resilience

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// poisonPill finds sources on which one bad event blocks, or comes back, without end.
func poisonPill() rule.Rule {
	return rule.Rule{
		ID: "SLS602", Name: "poison-pill",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "One bad event is retried without end",
		Why: "A record that the function cannot handle is tried again and again until it expires, and what stands behind it " +
			"waits or is paid for many times over. Whoever can put one such record into the source stops the processing of " +
			"everybody else's.",
		Remedy: map[model.Cloud]string{
			model.AWS: "maximum_retry_attempts             = 5\nmaximum_record_age_in_seconds      = 3600\n" +
				"bisect_batch_on_function_error     = true",
			model.Azure:  "max_delivery_count = 10",
			model.Google: "# take the events by a push subscription:\ndead_letter_policy {\n  dead_letter_topic = google_pubsub_topic.failed.id\n}",
		},
		Unknown: "The retry limits, or the redrive policy, come from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-errors.html",
			"https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
			"https://learn.microsoft.com/azure/service-bus-messaging/service-bus-dead-letter-queues",
			"https://cloud.google.com/functions/docs/bestpractices/retries",
			"https://cloud.google.com/pubsub/docs/handling-failures",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-8", "SAS-10"}, CWE: []int{400, 755, 835}, NIST: []string{"SC-5", "SI-11"},
		},
		Check: rule.Join(
			rule.ForEach(model.Triggers, checkEndlessRetries),
			rule.ForEach(model.Functions, checkRetriedEvents),
			rule.ForEach(model.OwnChannels, checkRedrive),
			rule.ForEach(model.OwnChannels, checkAttempts),
		),
	}
}

// manyAttempts is how often a message may be handed out before it costs more than it is worth.
const manyAttempts = 100

// checkAttempts judges channels that count themselves how often a message was handed out, and then keep it aside.
func checkAttempts(c *model.Channel, r *rule.Reporter) {
	if model.Never(c.Attempts.IsSet()) {
		return
	}
	r.FailIf(c.Attempts.Match(func(n int) bool { return n > manyAttempts }), c.Attempts.Place,
		"A message of %s %q that nobody can take is handed out %s times.", c.Noun(), c.Label(), number(c.Attempts))
	r.FailIf(model.Equals(c.Attempts, 1), c.Attempts.Place,
		"A message of %s %q is put aside as soon as it fails once, whatever the reason.", c.Noun(), c.Label()).As(rule.Low).In(rule.Strict)
}

// checkEndlessRetries judges triggers that read streams. Bisecting a batch finds the bad record, but does not end the
// retries of it.
func checkEndlessRetries(t *model.Trigger, r *rule.Reporter) {
	if t.Kind != model.Mapping && t.Kind != model.PipeSource || t.Retries.IsSet() == model.False() {
		return
	}
	if t.Cloud == model.Google {
		r.FailIf(model.Equals(t.Retries, -1).And(model.Equals(t.MaxAge, -1), model.Running(t.Enabled)), t.Retries.Place,
			"A task that %s cannot take is tried again without end.", rule.TargetName(t)).
			Remedy("retry_config {\n  max_attempts = 10\n}")
		return
	}
	endless := model.Equals(t.Retries, -1).And(model.Equals(t.MaxAge, -1))
	v := r.FailIf(endless.And(model.Running(t.Enabled)), t.Retries.Place,
		"One record that %s cannot take blocks its shard until the record expires.", rule.TargetName(t))
	if source, ok := t.Source.One(); ok {
		v.Hop(source.Place(), "the records come from %s %q", source.Kind, source.Label())
	}
}

// checkRedrive judges queues that feed something. A queue that takes others' dead letters is where messages are meant
// to come to rest.
func checkRedrive(c *model.Channel, r *rule.Reporter) {
	if c.Kind != model.Queue || c.DeadLetter.Place.Address() == "" || len(c.Collects) > 0 {
		return
	}
	reader, on := polled(c)
	if reader == nil {
		return
	}
	r.FailIf(c.DeadLetter.IsSet().Not().And(on), c.DeadLetter.Place,
		"A message of queue %q that %s cannot take comes back until it expires.", c.Label(), rule.TargetName(reader)).
		RemedyOn(model.AWS, "redrive_policy = jsonencode({\n  deadLetterTargetArn = aws_sqs_queue.failed.arn\n  maxReceiveCount     = 5\n})").
		Hop(reader.Place(), "its messages go to %s", rule.TargetName(reader))
}

// polled gives a trigger that reads a queue, and whether one is switched on.
func polled(c *model.Channel) (reader *model.Trigger, on model.Truth) {
	for _, t := range c.Feeds {
		if t.Kind != model.Mapping && t.Kind != model.PipeSource {
			continue
		}
		if reader == nil || model.Certainly(model.Running(t.Enabled)) && !model.Certainly(model.Running(reader.Enabled)) {
			reader = t
		}
		on = on.Or(model.Running(t.Enabled).And(t.Source.ToOne()))
	}
	return reader, on
}

// checkRetriedEvents judges functions that Google Cloud brings failed events again: for a day, or a week for those of the
// first generation, as nothing can take them in between.
func checkRetriedEvents(f *model.Function, r *rule.Reporter) {
	if f.Cloud != model.Google || f.Outside || f.DeadLetter.Place.Address() == "" {
		return
	}
	hours := model.Map(f.EventAge, func(n int) int { return n / 3600 })
	v := r.FailIf(model.Equals(f.Retries, -1), f.Retries.Place,
		"An event that function %q cannot handle is tried again for %s hours.", f.Label(), number(hours)).As(rule.Low)
	if n, _ := hours.Get(); n <= 24 {
		v.In(rule.Strict) // the other choice is to lose events that fail once (SLS601)
	}
}
