package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// What Pub/Sub does unless told otherwise: a message that is not acknowledged within ten seconds comes again, for a week
// (Pub/Sub documentation, "Subscription properties").
const (
	ackDeadline   = 10
	messageMaxAge = 7 * 24 * 60 * 60
)

// topic adapts google_pubsub_topic, which keeps nothing by itself.
func topic(r resource) {
	c := addChannel(r, model.Topic, r.Head())
	c.ID = fullName(r, "topics")
	schema := base.InBlock(r, "schema_settings", r.Str("schema_settings.0.schema"))
	c.Validated, c.ValidatorPlace = given(schema), r.Place("schema_settings")
	c.Unread = model.Of(c.Managed)
}

func topicLinks(r resource) {
	if c, ok := base.Own[*model.Channel](r); ok {
		encrypt(&c.Encryption, keyed(r, "kms_key_name"), c)
	}
}

func foreignTopic(r resource) {
	c := addDataChannel(r, model.Topic, r.Head())
	c.ID = fullName(r, "topics")
}

// subscription adapts google_pubsub_subscription, which keeps the messages of a topic until they are taken. It is encrypted
// as its topic is.
func subscription(r resource) {
	c := addChannel(r, model.Inbox, r.Head())
	c.ID = fullName(r, "subscriptions")
	c.Retention = seconds(r.Str("message_retention_duration")).Or(messageMaxAge)
	c.Hidden = r.Num("ack_deadline_seconds").Or(ackDeadline)
}

func foreignSubscription(r resource) {
	c := addDataChannel(r, model.Inbox, r.Head())
	c.ID = fullName(r, "subscriptions")
}

// subscriptionLinks brings a topic's messages to what they are pushed to, or to the subscription itself, from which
// somebody takes them.
func subscriptionLinks(r resource) {
	inbox, ok := base.Own[*model.Channel](r)
	if !ok {
		return
	}
	const push = "push_config.0"
	t := &model.Trigger{
		Head: r.Head(), Kind: model.Subscription, Source: sourceAt(r, "topic"), Enabled: model.Known(true, r.Place("")),
		Filtered: given(r.Str("filter")), FilterPlace: r.Place("filter"),
		DeadLetter: deadLetterTopic(r), Retries: model.Known(-1, r.Place("dead_letter_policy")), MaxAge: inbox.Retention,
		AckWait: inbox.Hidden,
	}
	t.ForeignSource = foreignProject(r, t.Source)
	if n, _ := r.Blocks("dead_letter_policy"); n > 0 {
		// Five attempts are the default (Pub/Sub API, DeadLetterPolicy).
		t.Retries = positive(r.Num("dead_letter_policy.0.max_delivery_attempts")).Or(5)
	}
	if n, _ := r.Blocks("push_config"); n > 0 && !model.Never(given(r.Str(push+".push_endpoint"))) {
		d := delivery(r, model.PushDelivery, push+".push_endpoint", proven(r, push))
		t.Push, t.Function, t.Identity = true, d.Function, tokenAccount(r, push)
		t.Workload = base.Link[*model.Workload](r, push+".push_endpoint")
		actsAs(r, model.EventRule, t.Identity)
	} else {
		t.Channel = storedIn(r, inbox)
	}
	mapTexts(r, push+".attributes", "push attribute")
	readBy(r, t)
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
}

// storedIn is where messages that are not pushed come to rest: a bucket, a table, or the subscription.
func storedIn(r resource, inbox *model.Channel) model.Link[*model.Channel] {
	for _, path := range []string{"cloud_storage_config.0.bucket", "bigquery_config.0.table"} {
		if n, _ := r.Blocks(strings.TrimSuffix(path[:strings.LastIndexByte(path, '.')], ".0")); n > 0 {
			return base.Link[*model.Channel](r, path)
		}
	}
	return model.Link[*model.Channel]{Place: r.Place(""), To: []*model.Channel{inbox}}
}

// readBy notes on topics that something takes what is published. What can't be followed may read any of them.
func readBy(r resource, t *model.Trigger) {
	for _, c := range t.Source.To {
		c.Unread = model.False()
	}
	if len(t.Source.To) == 0 && !t.Source.Elsewhere && !t.Source.Text.IsKnown() && !model.Never(t.Source.IsSet()) {
		r.b.openRead = r.Address + " may read it"
	}
}

// finishTopic keeps open whether a topic is read where something can't be followed.
func finishTopic(r resource) {
	if c, ok := base.Own[*model.Channel](r); ok && r.b.openRead != "" {
		c.Unread = c.Unread.And(model.Undecided(r.b.openRead))
	}
}

func deadLetterTopic(r resource) model.Link[*model.Channel] {
	l := sourceAt(r, "dead_letter_policy.0.dead_letter_topic")
	if n, known := r.Blocks("dead_letter_policy"); n == 0 && known {
		l.Place = r.Place("dead_letter_policy")
	}
	return l
}

// liteTopic adapts google_pubsub_lite_topic, which keeps its messages itself.
func liteTopic(r resource) { addChannel(r, model.Stream, r.Head()) }

func liteSubscription(r resource) { addChannel(r, model.Inbox, r.Head()) }

func liteSubscriptionLinks(r resource) {
	inbox, ok := base.Own[*model.Channel](r)
	if !ok {
		return
	}
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, &model.Trigger{
		Head: r.Head(), Kind: model.Subscription, Source: base.Link[*model.Channel](r, "topic"), Filtered: model.True(),
		Channel: storedIn(r, inbox), Enabled: model.Known(true, r.Place("")),
	})
}
