package resilience

import (
	"fmt"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// visibilityShorterThanTimeout finds queues that hand a message out again while it is still being worked on.
func visibilityShorterThanTimeout() rule.Rule {
	return rule.Rule{
		ID: "SLS606", Name: "visibility-shorter-than-timeout",
		Severity: rule.Medium, Profile: rule.Essential,
		Title: "Messages come back while the function still works on them",
		Why: "A message that is not deleted within the queue's visibility timeout is handed out again. If the function may run " +
			"longer than that, one slow message is worked on twice at once: payments are made twice, and a sender who finds a " +
			"slow input multiplies its cost.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "visibility_timeout_seconds = 6 * aws_lambda_function.worker.timeout",
			model.Google: "ack_deadline_seconds = 60 # not below the timeout of what the messages are pushed to",
		},
		Impossible: map[model.Cloud]string{
			model.Azure: "The Functions host renews the lock of a message for as long as it works on it, and says how long in host.json, which no plan shows.",
		},
		Unknown: "The function's timeout or the queue's visibility timeout comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
			"https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html",
			"https://cloud.google.com/pubsub/docs/push",
			"https://cloud.google.com/pubsub/docs/subscription-properties",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3", "SAS-9"}, CWE: []int{362, 837}, NIST: []string{"SC-5", "SI-10"},
		},
		Check: rule.ForEach(model.Triggers, checkVisibility),
	}
}

// advised is how many times the function's timeout a queue should hide messages for: Lambda may be throttled, and then
// tries a batch again before it gives it back (Lambda developer guide, "Configuring a queue to use with Lambda").
const advised = 6

func checkVisibility(t *model.Trigger, r *rule.Reporter) {
	if t.Cloud == model.Google {
		checkAckWait(t, r)
		return
	}
	queue, known := t.Source.One()
	f, ok := t.Function.One()
	if t.Kind != model.Mapping || !known || !ok || queue.Kind != model.Queue || !queue.Managed || f.Outside ||
		queue.Hidden.IsSet() == model.False() {
		return
	}
	on := model.Running(t.Enabled)
	shorter := greater(f.Timeout, queue.Hidden)
	v := r.FailIf(shorter.And(on), queue.Hidden.Place,
		"Queue %q hides a message for %s seconds, but function %q may work on it for %s: it is then worked on twice.",
		queue.Label(), number(queue.Hidden), f.Label(), number(f.Timeout))
	hopMapping(v, t, f)
	needed := model.Map(f.Timeout, func(n int) int { return n * advised })
	tight := greater(needed, queue.Hidden).And(model.Of(model.Certainly(shorter.Not())))
	v = r.FailIf(tight.And(on), queue.Hidden.Place,
		"Queue %q hides a message for %s seconds, less than the %s that a throttled function %q may need.",
		queue.Label(), number(queue.Hidden), number(needed), f.Label()).As(rule.Low).In(rule.Recommended)
	hopMapping(v, t, f)
}

func hopMapping(v *rule.Verdict, t *model.Trigger, f *model.Function) {
	v.Hop(t.Place(), "brings the queue's messages to function %q", f.Label()).
		Hop(f.Timeout.Place, "which may run for %s seconds", number(f.Timeout))
}

// longestWait is the longest that Pub/Sub waits for an answer, in seconds (Pub/Sub documentation, "Subscription properties").
const longestWait = 600

// checkAckWait judges pushes: a message that is not answered in time is pushed again.
func checkAckWait(t *model.Trigger, r *rule.Reporter) {
	f, ok := t.Function.One()
	if !t.Push || !ok || f.Outside || model.Never(t.AckWait.IsSet()) {
		return
	}
	v := r.FailIf(greater(f.Timeout, t.AckWait).And(model.Running(t.Enabled)), t.AckWait.Place,
		"Subscription %q waits %s seconds for an answer, but function %q may work on a message for %s: it is then worked on twice.",
		t.Label(), number(t.AckWait), f.Label(), number(f.Timeout)).
		Remedy(waitLonger(f)).Hop(f.Timeout.Place, "may run for %s seconds", number(f.Timeout))
	if n, _ := t.AckWait.Get(); n == defaultWait {
		v.As(rule.Low).In(rule.Recommended) // nobody chose it, and few functions take as long as they may
	}
}

// defaultWait is how long Pub/Sub waits unless told otherwise, in seconds.
const defaultWait = 10

func waitLonger(f *model.Function) string {
	n, known := f.Timeout.Get()
	switch {
	case !known:
		return ""
	case n > longestWait:
		return "ack_deadline_seconds = 600 # and a timeout of the function that is no longer"
	default:
		return fmt.Sprintf("ack_deadline_seconds = %d", n)
	}
}
