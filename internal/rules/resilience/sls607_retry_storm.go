package resilience

import (
	"fmt"
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// retryStorm finds asynchronous functions that send events on, again with every retry.
func retryStorm() rule.Rule {
	return rule.Rule{
		ID: "SLS607", Name: "retry-storm",
		Severity: rule.Low, Profile: rule.Recommended,
		Title: "Every retry sends the same events on again",
		Why: "An asynchronous event is tried three times, and is kept for six hours if the function is throttled. A function that " +
			"sends before it fails does so with each try: one bad event becomes three further down, where it is multiplied " +
			"again, and after an outage hours of them arrive at once.",
		Remedy: map[model.Cloud]string{
			model.AWS: "resource \"aws_lambda_function_event_invoke_config\" \"this\" {\n" +
				"  function_name                = aws_lambda_function.this.function_name\n" +
				"  maximum_retry_attempts       = 0\n  maximum_event_age_in_seconds = 300\n}",
			model.Azure:  "retry_policy {\n  max_delivery_attempts = 5\n  event_time_to_live    = 60 # minutes\n}",
			model.Google: "retry_config {\n  max_attempts       = 10\n  max_retry_duration = \"3600s\"\n}",
		},
		Unknown: "The limits come from a value that the plan does not know, or settings in the plan may be about this function.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html",
			"https://learn.microsoft.com/azure/event-grid/delivery-and-retry",
			"https://cloud.google.com/tasks/docs/configuring-queues",
			"https://cloud.google.com/functions/docs/bestpractices/retries",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-8", "SAS-10"}, CWE: []int{405, 755}, NIST: []string{"SC-5"},
		},
		Check: func(s *model.System) []rule.Judgement {
			sends := senders{}
			return rule.Join(
				rule.ForEach(model.Functions, func(f *model.Function, r *rule.Reporter) { checkRetryStorm(f, sends, r) }),
				rule.ForEach(model.Triggers, func(t *model.Trigger, r *rule.Reporter) { checkRedelivery(t, sends, r) }),
				rule.ForEach(model.OwnChannels, checkTries),
			)(s)
		},
	}
}

// What Lambda does unless told otherwise: two retries, and six hours (Lambda API reference, PutFunctionEventInvokeConfig).
const (
	defaultRetries = 2
	defaultAge     = 21600
)

func checkRetryStorm(f *model.Function, sends senders, r *rule.Reporter) {
	sources := asyncSources(f)
	if f.Outside || len(sources) == 0 {
		return
	}
	to, ok := sends.of(f)
	if !ok {
		return
	}
	asEver := f.EventAge.Match(func(n int) bool { return n >= defaultAge }).
		And(f.Retries.Match(func(n int) bool { return n >= defaultRetries || n < 0 }), anyOn(sources))
	c := to.channel
	v := r.FailIf(asEver, f.EventAge.Place,
		"An event on which function %q fails is tried again %s, and may be sent on to %s %q each time.",
		f.Label(), retriesOf(f), c.Kind, c.Label()).
		RemedyOn(model.Google, "# take the events by a push subscription:\nretry_policy {\n  minimum_backoff = \"10s\"\n}\n"+
			"dead_letter_policy {\n  dead_letter_topic     = google_pubsub_topic.failed.id\n  max_delivery_attempts = 5\n}")
	for _, s := range few(sources) {
		if s.at.Address() != f.Address { // what brings the events is another resource than the function
			v.Hop(s.at, "%s", s.note)
		}
	}
	v.Hop(to.at, "it may send to %s %q: %s", c.Kind, c.Label(), to.note)
}

// What Event Grid does at most, and unless told otherwise ("Event Grid message delivery and retry").
const (
	mostAttempts = 30
	mostAge      = 86400
)

// checkRedelivery judges subscriptions that set their retries themselves.
func checkRedelivery(t *model.Trigger, sends senders, r *rule.Reporter) {
	f, ok := t.Function.One()
	if !ok || t.Cloud != model.Azure || t.Kind != model.Subscription || model.Never(t.MaxAge.IsSet()) {
		return
	}
	to, ok := sends.of(f)
	if !ok {
		return
	}
	asEver := t.MaxAge.Match(func(n int) bool { return n >= mostAge }).
		And(t.Retries.Match(func(n int) bool { return n >= mostAttempts }), model.Running(t.Enabled))
	r.FailIf(asEver, t.Retries.Place,
		"An event on which function %q fails is tried up to 30 times, within a day, and may be sent on to %s %q each time.",
		f.Label(), to.channel.Noun(), to.channel.Label()).
		Hop(to.at, "it may send to %s %q: %s", to.channel.Noun(), to.channel.Label(), to.note)
}

// senders keeps where identities may send events on to: each is asked once, however many functions share it.
type senders map[*model.Identity][]sending

type sending struct {
	channel *model.Channel
	at      model.Place
	note    string
}

// of gives a channel of the plan that a function certainly may send events on to. That where its failed events go
// does not count: it is told of by Lambda, once.
func (s senders) of(f *model.Function) (to sending, ok bool) {
	id, ok := f.Identity.One()
	if !ok || id.Reach == nil {
		return to, false
	}
	all, asked := s[id]
	if !asked {
		all = sendsTo(id)
		s[id] = all
	}
	for _, to := range all {
		if !takesFailures(to.channel, f) {
			return to, true
		}
	}
	return to, false
}

// sendsTo asks an identity about the channels that its policies name. One that may send to everything says nothing of
// what the function does.
func sendsTo(id *model.Identity) []sending {
	var all []sending
	for _, list := range id.Reach(model.Publish).Named {
		for _, o := range list {
			c, ok := o.(*model.Channel)
			if !ok || !passesOn(c) {
				continue
			}
			if a := id.May(model.Publish, c); model.Certainly(a.Allowed) {
				all = append(all, sending{c, a.Place, a.Note})
			}
		}
	}
	return all
}

// passesOn tells channels in which an event that is sent twice is there twice; what is written to a table or bucket
// twice mostly is not.
func passesOn(c *model.Channel) bool {
	switch c.Kind {
	case model.Queue, model.Topic, model.Stream, model.Bus:
		return true
	default:
		return false
	}
}

// takesFailures tells whether a channel is where a function's failed events go.
func takesFailures(c *model.Channel, f *model.Function) bool {
	for _, l := range append([]model.Link[*model.Channel]{f.DeadLetter}, f.Failure...) {
		if slices.Contains(l.To, c) {
			return true
		}
	}
	return false
}

// retriesOf says how often, and for how long, the cloud brings a failed event again.
func retriesOf(f *model.Function) string {
	age, _ := f.EventAge.Get()
	if f.Cloud == model.Google {
		return fmt.Sprintf("for %d hours", age/3600)
	}
	return "twice, within 6 hours"
}

// checkTries judges queues of tasks that hand them out again without end.
func checkTries(c *model.Channel, r *rule.Reporter) {
	if model.Never(c.Tries.IsSet()) {
		return
	}
	r.FailIf(model.Equals(c.Tries, model.NoLimit), c.Tries.Place, "A task of queue %q that fails is handed out again without end.", c.Label())
}
