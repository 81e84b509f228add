package input

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unfilteredEventSource finds triggers that take every event of a channel which others use as well.
func unfilteredEventSource() rule.Rule {
	return rule.Rule{
		ID: "SLS205", Name: "unfiltered-event-source",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "Every event of a shared channel starts the function",
		Why: "On a channel with several senders or receivers, most events are not meant for this function. Without a filter " +
			"each of them still starts it, so a compromised sender can feed it events that it was never written for, or so " +
			"many that it has no capacity left.",
		Remedy: map[model.Cloud]string{
			model.AWS:    `filter_criteria { filter { pattern = jsonencode({ body = { type = ["order"] } }) } }`,
			model.Azure:  "subject_filter {\n  subject_begins_with = \"/blobServices/default/containers/uploads/\"\n}",
			model.Google: "filter = \"attributes.type = \\\"order\\\"\"",
		},
		Unknown: "The filter comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
			"https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html",
			"https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html",
			"https://learn.microsoft.com/azure/event-grid/event-filtering",
			"https://learn.microsoft.com/azure/service-bus-messaging/topic-filters",
			"https://cloud.google.com/pubsub/docs/subscription-message-filter",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A1:2017"}, CSA: []string{"SAS-1", "SAS-8"}, CWE: []int{20, 770}, NIST: []string{"SI-10", "SC-5"},
		},
		Check: rule.ForEachIn(model.Triggers, checkUnfiltered),
	}
}

func checkUnfiltered(t *model.Trigger, s *model.System, r *rule.Reporter) {
	switch t.Kind {
	case model.Mapping, model.Subscription, model.Notification, model.PipeSource:
	default:
		return // rules have a rule of their own (SLS206), and the clock sends one kind of event only
	}
	source, ok := t.Source.One()
	if !ok || source.Kind == model.Archive || t.FilterPlace.Address() == "" || len(source.Collects) > 0 && t.Cloud == model.Google {
		return // an archive is replayed, and what failed elsewhere kept, as a whole
	}
	several := shared(source, s)
	if !several && unfilterable(t) {
		return
	}
	v := r.FailIf(t.Filtered.Not().And(model.Of(!t.TakesAll), model.Running(t.Enabled)), t.FilterPlace,
		"Every event of %s %q reaches %s.", source.Noun(), source.Label(), rule.TargetName(t)).
		RemedyOn(model.AWS, filterRemedy(t)).RemedyOn(model.Azure, azureFilter(t, source)).RemedyOn(model.Google, googleFilter(t))
	if !several {
		v.As(rule.Low).In(rule.Strict)
	}
}

func filterRemedy(t *model.Trigger) string {
	switch t.Kind {
	case model.Subscription:
		return `filter_policy = jsonencode({ type = ["order"] })`
	case model.Notification:
		return `filter_prefix = "uploads/"`
	default:
		return ""
	}
}

// azureFilter is the filter of a subscription to a topic of Service Bus, or to a topic of Event Grid that is no account.
func azureFilter(t *model.Trigger, source *model.Channel) string {
	switch {
	case len(t.Channel.To) == 1 && t.Channel.To[0].Kind == model.Inbox:
		return "resource \"azurerm_servicebus_subscription_rule\" \"orders\" {\n  name            = \"orders\"\n" +
			"  subscription_id = azurerm_servicebus_subscription.orders.id\n  filter_type     = \"SqlFilter\"\n" +
			"  sql_filter      = \"type = 'order'\"\n}"
	case source.Kind == model.Topic || source.Kind == model.Namespace:
		return `included_event_types = ["OrderPlaced"]`
	default:
		return "" // the rule's own
	}
}

// unfilterable tells triggers of Eventarc, and those that a function on Google Cloud is declared with: what they bring of a topic
// can't be narrowed, and a subscription in their place is called for only where others send to the topic, too.
func unfilterable(t *model.Trigger) bool {
	f, ok := t.Function.One()
	return t.Kind == model.Subscription && (t.Type == "google_eventarc_trigger" || ok && t.Cloud == model.Google && f.Address == t.Address)
}

// googleFilter is the filter of a notification, or what to have instead of a trigger that takes none; "" for the rule's own.
func googleFilter(t *model.Trigger) string {
	switch {
	case t.Kind == model.Notification:
		return `object_name_prefix = "uploads/"`
	case unfilterable(t):
		return "# take the events by a push subscription:\nfilter = \"attributes.type = \\\"order\\\"\""
	default:
		return ""
	}
}

// shared tells whether the plan shows several readers or several writers of a channel.
func shared(c *model.Channel, s *model.System) bool {
	readers := map[model.Object]bool{}
	for _, t := range c.Feeds {
		for _, o := range targets(t) {
			readers[o] = true
		}
	}
	if c.Cloud != model.AWS {
		// Each receiver has a subscription of its own, which gets everything: only several senders make a topic shared.
		return max(grantedWriters(c), len(s.Writers(c))) > 1
	}
	return len(readers) > 1 || grantedWriters(c)+len(s.Writers(c)) > 1
}

// grantedWriters counts the services, and on Google Cloud the identities, that a channel's policy lets send to it; anyone
// counts as many. Accounts don't count: a policy that names its own account says nothing of who in it sends.
func grantedWriters(c *model.Channel) int {
	services := map[string]bool{}
	for _, g := range c.Grants {
		switch {
		case !g.Can(model.Publish):
		case g.Principal.Kind == model.ServicePrincipal, c.Cloud == model.Google && g.Principal.Kind == model.IdentityHolder:
			services[g.Principal.Text] = true
		case model.Certainly(g.Open()):
			return 2
		}
	}
	return len(services)
}
