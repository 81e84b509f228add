package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// addTrigger adds a trigger whose events come from a service rather than from a channel.
func addTrigger(r resource, kind model.TriggerKind, source string) *model.Trigger {
	t := &model.Trigger{
		Head: r.Head(), Kind: kind, Source: fromNowhere(r.Place(source)),
		Filtered: model.False(), FilterPlace: r.Place(source),
		CatchAll: model.False(), NamesSource: model.True(), // the service itself sends them
	}
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
	return t
}

// receiptRuleLinks adapts aws_ses_receipt_rule: mail starts functions and fills topics and buckets. A rule
// without recipients takes all mail of the account's domains (SES Developer Guide, "Receipt rules").
func receiptRuleLinks(r resource) {
	for _, action := range []struct{ block, target string }{
		{"lambda_action", "function_arn"}, {"s3_action", "bucket_name"}, {"sns_action", "topic_arn"},
	} {
		for i := range r.Attr(action.block).Items() {
			t := addTrigger(r, model.Notification, "recipients")
			t.Filtered = model.Map(r.Strs("recipients"), func(to []string) bool { return len(to) > 0 }).
				Match(func(some bool) bool { return some })
			t.Enabled = r.Flag("enabled").Or(false) // the provider's default
			feed(t, r, action.block+"."+base.Itoa(i)+"."+action.target)
			t.Identity = base.Link[*model.Identity](r, action.block+"."+base.Itoa(i)+".iam_role_arn")
		}
	}
}

// topicRuleLinks adapts aws_iot_topic_rule: messages of devices start functions and state machines and fill
// queues, topics, streams, tables and buckets.
func topicRuleLinks(r resource) {
	for _, action := range []struct{ block, target string }{
		{"lambda", "function_arn"},
		{"sqs", "queue_url"},
		{"sns", "target_arn"},
		{"kinesis", "stream_name"},
		{"s3", "bucket_name"},
		{"dynamodb", "table_name"},
		{"dynamodbv2", "put_item.0.table_name"},
		{"step_functions", "state_machine_name"},
	} {
		for i := range r.Attr(action.block).Items() {
			topicRuleTrigger(r, action.block+"."+base.Itoa(i)+".", action.target)
		}
	}
	for i := range r.Attr("http").Items() {
		topicRuleDelivery(r, "http."+base.Itoa(i)+".url")
	}
}

func topicRuleTrigger(r resource, block, target string) {
	t := addTrigger(r, model.RuleTarget, "sql")
	t.CatchAll = r.Str("sql").Match(takesAllTopics)
	t.Filtered = r.Str("sql").Match(selects)
	t.Enabled = r.Flag("enabled")
	feed(t, r, block+target)
	t.Identity = base.Link[*model.Identity](r, block+"role_arn")
	if w := addWorkload(r, model.EventRule, block+"role_arn"); w != nil {
		// Substitution templates ${...} put parts of the message into an action's parameters (IoT Core
		// Developer Guide, "Substitution templates").
		if text, ok := r.Str(block + target).Get(); ok && strings.Contains(text, "${") {
			w.Untrusted = []model.UntrustedField{{Place: r.Place(block + target), Path: text, Use: target}}
		}
	}
}

// takesAllTopics reports whether a statement reads every topic: FROM '#' without WHERE.
func takesAllTopics(sql string) bool {
	words := strings.Fields(strings.ToLower(sql))
	for i, w := range words {
		if w == "from" && i+1 < len(words) {
			return strings.Trim(words[i+1], `'"`) == "#" && !selects(sql)
		}
	}
	return false
}

// selects reports whether a statement has a condition.
func selects(sql string) bool {
	for _, w := range strings.Fields(strings.ToLower(sql)) {
		if w == "where" {
			return true
		}
	}
	return false
}

func topicRuleDelivery(r resource, path string) {
	url := r.Str(path)
	r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, &model.Delivery{
		Head: r.Head(), Kind: model.APIDestination, URL: url, Plain: plainHTTP(url), Place: r.Place(path),
		Unverified: model.False(), LiteralKey: model.False(),
	})
}

// configRule adapts aws_config_config_rule: with owner CUSTOM_LAMBDA its source is a function.
func configRule(r resource) {
	if owner, ok := r.Str("source.0.owner").Get(); !ok || owner != "CUSTOM_LAMBDA" {
		return
	}
	t := addTrigger(r, model.Notification, "source.0.source_identifier")
	t.Filtered = model.True() // AWS Config calls it for the resources in its scope
	feed(t, r, "source.0.source_identifier")
}

// kafkaCluster adapts aws_msk_cluster.
func kafkaCluster(r resource) {
	const transport = "encryption_info.0.encryption_in_transit.0.client_broker"
	c := &model.Channel{
		Head: r.HeadNamed("cluster_name"), Kind: model.Stream, Policy: r.Place(transport),
		// Brokers take TLS only unless told otherwise (MSK API, EncryptionInTransit: clientBroker).
		TLSOnly: model.Equals(r.Str(transport).Or("TLS"), "TLS"),
	}
	r.b.Sys.Channels = append(r.b.Sys.Channels, c)
	r.b.Declare(r, c)
}

// Without a key, MSK makes one that it manages (MSK API, EncryptionAtRest).
func kafkaKey(r resource) {
	const path = "encryption_info.0.encryption_at_rest_kms_key_arn"
	if c, ok := r.b.Objects[r.Resource].(*model.Channel); ok {
		c.Encryption = alwaysEncrypted(r, path, model.ManagedKey)
		c.Encryption.Key = base.Link[*model.Key](r, path)
	}
}

// messageBroker adapts aws_mq_broker, all of whose protocols use TLS (Amazon MQ Developer Guide, "Encryption in
// transit").
func messageBroker(r resource) {
	c := &model.Channel{
		Head: r.HeadNamed("broker_name"), Kind: model.Queue, Policy: r.Place(""), TLSOnly: model.True(),
	}
	r.b.Sys.Channels = append(r.b.Sys.Channels, c)
	r.b.Declare(r, c)
	for i := range r.Attr("user").Items() {
		field(r, "user."+base.Itoa(i)+".password", "broker user", "password", true)
	}
	field(r, "ldap_server_metadata.0.service_account_password", "broker directory", "service_account_password", true)
}

// use_aws_owned_key is on by default; off and without kms_key_id, the key is one that AWS manages (provider
// documentation: encryption_options).
func messageBrokerKey(r resource) {
	const path = "encryption_options.0."
	c, ok := r.b.Objects[r.Resource].(*model.Channel)
	if !ok {
		return
	}
	otherwise := model.CloudKey
	if owned, ok := r.Flag(path + "use_aws_owned_key").Get(); ok && !owned {
		otherwise = model.ManagedKey
	}
	c.Encryption = alwaysEncrypted(r, path+"kms_key_id", otherwise)
	c.Encryption.Key = base.Link[*model.Key](r, path+"kms_key_id")
}
