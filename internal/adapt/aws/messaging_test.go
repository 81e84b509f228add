package aws

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// encryptionCase says how something is encrypted, and which attribute decides it.
type encryptionCase struct {
	address string
	kind    model.EncryptionKind
	place   string
	key     string
}

func (c encryptionCase) check(t *testing.T, e model.Encryption) {
	t.Helper()
	equal(t, c.address+" encryption", shown(e.Kind), string(c.kind))
	equal(t, c.address+" decided at", e.Kind.Place.Attribute(), c.place)
	equal(t, c.address+" key", leads(e.Key), c.key)
}

func TestMessagingEncryption(t *testing.T) {
	sys := family(t, "messaging")
	for _, c := range []encryptionCase{
		{"aws_sqs_queue.plain", model.CloudKey, "sqs_managed_sse_enabled", ""},
		{"aws_sqs_queue.off", model.Unencrypted, "sqs_managed_sse_enabled", ""},
		{"aws_sqs_queue.managed", model.ManagedKey, "kms_master_key_id", ""},
		{"aws_sqs_queue.own", model.CustomerKey, "kms_master_key_id", "aws_kms_key.own"},
		{"aws_sns_topic.plain", model.Unencrypted, "kms_master_key_id", ""},
		{"aws_sns_topic.managed", model.ManagedKey, "kms_master_key_id", ""},
		{"aws_sns_topic.inline", model.CustomerKey, "kms_master_key_id", ""},
		{"aws_kinesis_stream.plain", model.Unencrypted, "encryption_type", ""},
		{"aws_kinesis_stream.managed", model.ManagedKey, "kms_key_id", ""},
		{"aws_kinesis_stream.own", model.CustomerKey, "kms_key_id", "aws_kms_key.own"},
	} {
		c.check(t, at(t, sys.Channels, c.address).Encryption)
	}
	for _, c := range []encryptionCase{
		{"aws_kinesis_firehose_delivery_stream.plain", model.Unencrypted, "server_side_encryption.0.enabled", ""},
		{"aws_kinesis_firehose_delivery_stream.own", model.CustomerKey, "server_side_encryption.0.key_arn", "aws_kms_key.own"},
		{"aws_kinesis_firehose_delivery_stream.fed", model.CloudKey, "kinesis_source_configuration", ""},
	} {
		c.check(t, at(t, sys.Encrypted, c.address).Encryption)
	}
	equal(t, "users of the key", len(at(t, sys.Keys, "aws_kms_key.own").UsedBy), 3)
}

func TestQueue(t *testing.T) {
	sys := family(t, "messaging")
	plain, own := at(t, sys.Channels, "aws_sqs_queue.plain"), at(t, sys.Channels, "aws_sqs_queue.own")
	late := at(t, sys.Channels, "aws_sqs_queue.late")
	for _, c := range []struct{ what, got, want string }{
		{"default hidden", shown(plain.Hidden), "30"},
		{"hidden", shown(own.Hidden), "90"},
		{"default retention", shown(plain.Retention), "345600"},
		{"retention", shown(own.Retention), "60"},
		{"dead letter", leads(own.DeadLetter), "aws_sqs_queue.plain"},
		{"no dead letter", plain.DeadLetter.IsSet().String(), "false"},
		{"dead letter set apart", late.DeadLetter.IsSet().String(), "true"},
		{"its target", shown(late.DeadLetter.Text), "arn:aws:sqs:eu-central-1:111111111111:plain"},
		{"policy's place", plain.Policy.Address(), "aws_sqs_queue_policy.plain"},
		{"place of no policy", own.Policy.Address(), "aws_sqs_queue.own"},
	} {
		equal(t, c.what, c.got, c.want)
	}
}

func TestChannelGrants(t *testing.T) {
	sys := family(t, "messaging")
	for address, place := range map[string]string{
		"aws_sqs_queue.plain": "aws_sqs_queue_policy.plain", "aws_sns_topic.inline": "aws_sns_topic.inline",
	} {
		c := at(t, sys.Channels, address)
		if len(c.Grants) != 1 {
			t.Errorf("%s: got %d grants, want 1", address, len(c.Grants))
			continue
		}
		equal(t, address+" place", c.Grants[0].Place.Address(), place)
		equal(t, address+" principal", c.Grants[0].Principal.Kind, model.Anyone)
		equal(t, address+" publish", c.Grants[0].Can(model.Publish), true)
		equal(t, address+" TLS only", c.TLSOnly.String(), "false")
	}
	equal(t, "grants on a queue without policy", len(at(t, sys.Channels, "aws_sqs_queue.own").Grants), 0)
}

func TestSubscriptions(t *testing.T) {
	sys := family(t, "messaging")
	fn := at(t, sys.Triggers, "aws_sns_topic_subscription.fn")
	queue := at(t, sys.Triggers, "aws_sns_topic_subscription.queue")
	for _, c := range []struct{ what, got, want string }{
		{"source", leads(fn.Source), "aws_sns_topic.plain"},
		{"function", leads(fn.Function), "aws_lambda_function.fn"},
		{"filtered", fn.Filtered.String(), "true"},
		{"dead letter", leads(fn.DeadLetter), "aws_sqs_queue.plain"},
		{"queue", leads(queue.Channel), "aws_sqs_queue.plain"},
		{"no function", leads(queue.Function), "(elsewhere)"},
		{"an empty filter", queue.Filtered.String(), "false"},
	} {
		equal(t, c.what, c.got, c.want)
	}
	equal(t, "triggers", len(sys.Triggers), 2)
}

func TestTopicDeliveries(t *testing.T) {
	sys := family(t, "messaging")
	http := at(t, sys.Deliveries, "aws_sns_topic_subscription.http")
	https := at(t, sys.Deliveries, "aws_sns_topic_subscription.https")
	equal(t, "http is plain", http.Plain.String(), "true")
	equal(t, "https is not", https.Plain.String(), "false")
	equal(t, "without login", http.Unverified.String(), "true")
	equal(t, "with login", https.Unverified.String(), "false")
	equal(t, "deliveries", len(sys.Deliveries), 2)
}

func TestStreamRetention(t *testing.T) {
	sys := family(t, "messaging")
	equal(t, "default", shown(at(t, sys.Channels, "aws_kinesis_stream.plain").Retention), "86400")
	equal(t, "given", shown(at(t, sys.Channels, "aws_kinesis_stream.managed").Retention), "172800")
}

func TestNarrows(t *testing.T) {
	for text, want := range map[string]string{
		"": "false", " ": "false", "{}": "false", `{"a":["b"]}`: "true", "{broken": "true",
	} {
		equal(t, text, narrowsEvents(model.Known(text, model.Place{})).String(), want)
	}
	equal(t, "absent", narrowsEvents(model.NotSet[string](model.Place{})).String(), "false")
	equal(t, "set later", narrowsEvents(model.UnknownSet[string]("later", model.Place{})).String(), "true")
	equal(t, "unknown", narrowsEvents(model.UnknownValue[string]("later", model.Place{})).String(), "unknown: later")
}
