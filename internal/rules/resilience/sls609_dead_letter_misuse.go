package resilience

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// deadLetterMisuse finds dead-letter channels that lose, leak or bring back what they are there to keep.
func deadLetterMisuse() rule.Rule {
	return rule.Rule{
		ID: "SLS609", Name: "dead-letter-misuse",
		Severity: rule.Medium, Profile: rule.Essential,
		Title: "The dead-letter queue does not keep failed events safe",
		Why: "Failed events are evidence of an attack, and often hold the same data as good ones. In a queue that starts the " +
			"same function they fail for ever, in one that forgets early they are gone before anybody looks, and in one that " +
			"is open or in clear text others read them.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "message_retention_seconds = 1209600 # 14 days, of the dead-letter queue",
			model.Azure:  "container_access_type = \"private\"",
			model.Google: "resource \"google_pubsub_topic_iam_member\" \"failed\" {\n  topic  = google_pubsub_topic.failed.name\n  role   = \"roles/pubsub.publisher\"\n  member = \"serviceAccount:service-${data.google_project.this.number}@gcp-sa-pubsub.iam.gserviceaccount.com\"\n}",
		},
		Unknown: "The retention, the policy or the target of the dead-letter queue comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
			"https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
			"https://learn.microsoft.com/azure/event-grid/manage-event-delivery",
			"https://cloud.google.com/pubsub/docs/handling-failures",
			"https://cloud.google.com/pubsub/docs/dead-letter-topics",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017", "A10:2017"}, CSA: []string{"SAS-3", "SAS-5", "SAS-10"}, CWE: []int{311, 755, 835},
			NIST: []string{"AU-5", "AU-11", "SC-28"},
		},
		Check: rule.ForEach(model.OwnChannels, checkDeadLetters),
	}
}

func checkDeadLetters(c *model.Channel, r *rule.Reporter) {
	if len(c.Collects) == 0 {
		return
	}
	r.Pass()
	for _, from := range c.Collects {
		checkLoop(c, from, r)
		if source, ok := from.Object.(*model.Channel); ok {
			checkRetention(c, source, from.Certain, r)
		}
	}
	first := c.Collects[0]
	r.FailIf(model.Equals(c.Encryption.Kind, model.Unencrypted).And(model.Of(!c.Encryption.Always)), c.Encryption.Kind.Place,
		"Failed events stand in %s %q without encryption.", c.Kind, c.Label()).
		Remedy("kms_master_key_id = aws_kms_key.events.id").Hop(first.Place, "failed events go there")
	checkOpenDeadLetters(c, r)
	checkUnreadDeadLetters(c, r)
	r.FailIf(model.Equals(c.DeadLettersOf, "denyAll"), c.DeadLettersOf.Place,
		"%s %q refuses the failed messages that it is there for.", rule.Capital(string(c.Kind)), c.Label()).
		Remedy("redrive_allow_policy = jsonencode({\n  redrivePermission = \"byQueue\"\n  sourceQueueArns   = [aws_sqs_queue.source.arn]\n})").
		Hop(first.Place, "failed events go there")
}

// otherQueue sends dead letters on Azure where nothing takes them.
const otherQueue = "forward_dead_lettered_messages_to = azurerm_servicebus_queue.failed.name # a queue that starts nothing"

// checkLoop asks whether what failed comes back to where it failed.
func checkLoop(c *model.Channel, from model.Collected, r *rule.Reporter) {
	if from.Object == model.Object(c) {
		r.FailIf(from.Certain, from.Place, "%s %q is its own dead-letter queue: what fails stays in it for ever.",
			rule.Capital(string(c.Kind)), c.Label()).RemedyOn(model.AWS, "deadLetterTargetArn = aws_sqs_queue.failed.arn").
			RemedyOn(model.Azure, otherQueue)
		return
	}
	for _, t := range c.Feeds {
		f, ok := t.Function.One()
		if !ok || !worksFor(f, from.Object) {
			continue
		}
		r.FailIf(from.Certain.And(model.Running(t.Enabled), t.Source.ToOne()), from.Place,
			"Events on which function %q fails come back to it by way of %s %q, for ever.", f.Label(), c.Kind, c.Label()).
			RemedyOn(model.AWS, "target_arn = aws_sqs_queue.failed.arn # a queue that starts nothing").
			RemedyOn(model.Azure, otherQueue).
			RemedyOn(model.Google, "dead_letter_topic = google_pubsub_topic.failed.id # a topic that starts nothing").
			Hop(t.Place(), "brings the failed events to function %q again", f.Label())
	}
}

// worksFor tells whether failed events of an object are those that the function could not deal with.
func worksFor(f *model.Function, o model.Object) bool {
	switch from := o.(type) {
	case *model.Function:
		return from == f
	case *model.Trigger:
		to, ok := from.Function.One()
		return ok && to == f && (from.Kind == model.Mapping || from.Push)
	case *model.Channel:
		for _, t := range from.Feeds {
			if to, ok := t.Function.One(); ok && to == f && t.Kind == model.Mapping {
				return true
			}
		}
	}
	return false
}

// checkRetention compares how long messages are kept. In a standard queue a message that is moved keeps its age (SQS
// developer guide, "Dead-letter queues"), so that one kept no longer than the source's is gone first; in a FIFO queue
// it starts anew.
func checkRetention(c, source *model.Channel, certain model.Truth, r *rule.Reporter) {
	if c == source || c.Retention.IsSet() == model.False() || source.Retention.IsSet() == model.False() || fifo(source) {
		return
	}
	shorter := greater(source.Retention, c.Retention).And(certain)
	r.FailIf(shorter, c.Retention.Place,
		"Queue %q forgets failed messages before queue %q, where they come from, would have.", c.Label(), source.Label()).
		Hop(source.Retention.Place, "keeps messages for %s seconds", number(source.Retention))
	same := greater(c.Retention, source.Retention).Not().And(model.Of(model.Certainly(shorter.Not())), certain)
	r.FailIf(same, c.Retention.Place,
		"Queue %q keeps failed messages no longer than queue %q, where they have already spent a part of that time.",
		c.Label(), source.Label()).As(rule.Low).In(rule.Recommended).
		Hop(source.Retention.Place, "keeps messages for %s seconds", number(source.Retention))
}

func fifo(c *model.Channel) bool {
	name, _ := c.Name.Get()
	return strings.HasSuffix(name, ".fifo")
}

func checkOpenDeadLetters(c *model.Channel, r *rule.Reporter) {
	for _, g := range c.Grants {
		if !g.Can(model.Read, model.Publish, model.Delete, model.Manage) {
			continue
		}
		open := g.Principal.Is(model.Anyone, model.AnyAccount).And(g.Pinned().Not(), g.Certain, c.PublicPoliciesOff.Not())
		r.FailIf(open, g.Place, "Anyone can get at the failed events in %s %q.", c.Noun(), c.Label()).
			RemedyOn(model.AWS, "principals {\n  type        = \"Service\"\n  identifiers = [\"events.amazonaws.com\"]\n}").
			Hop(c.Collects[0].Place, "failed events go there")
	}
}

// checkUnreadDeadLetters judges topics, which keep nothing by themselves, and whether failed messages get there at all.
func checkUnreadDeadLetters(c *model.Channel, r *rule.Reporter) {
	first := c.Collects[0]
	r.FailIf(c.Unread, c.Place(), "Failed messages vanish in topic %q: it has no subscription that keeps them.", c.Label()).
		Remedy("resource \"google_pubsub_subscription\" \"failed\" {\n  name  = \"failed\"\n  topic = google_pubsub_topic.failed.id\n}").
		Hop(first.Place, "failed messages go there")
	r.FailIf(c.Refused.And(c.Unread.Not()), c.Place(), "Pub/Sub may not publish failed messages to topic %q, as far as the plan shows: they stay where they failed.",
		c.Label()).In(rule.Recommended).Hop(first.Place, "failed messages are to go there")
}
