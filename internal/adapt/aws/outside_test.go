package aws

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestOutsideChannels(t *testing.T) {
	sys := family(t, "outside")
	for _, c := range []struct {
		address string
		kind    model.ChannelKind
		name    string
	}{
		{"aws_sqs_queue_policy.described", model.Queue, "described"},
		{"aws_sqs_queue_policy.named", model.Queue, "named"},
		{"aws_sqs_queue_policy.later", model.Queue, "(unknown)"},
		{"aws_sns_topic_policy.named", model.Topic, "arn:aws:sns:eu-central-1:123456789012:named"},
		{"aws_s3_bucket_policy.named", model.Bucket, "named-bucket"},
		{"aws_ecr_repository_policy.named", model.Registry, "named"},
		{"aws_cloudwatch_event_bus_policy.named", model.Bus, "named"},
		{"aws_kinesis_resource_policy.named", model.Stream, "arn:aws:kinesis:eu-central-1:123456789012:stream/named"},
		{"aws_dynamodb_resource_policy.named", model.Table, "arn:aws:dynamodb:eu-central-1:123456789012:table/named"},
	} {
		o := at(t, sys.Channels, c.address)
		equal(t, c.address+" outside", o.Outside && o.Managed, true)
		equal(t, c.address+" kind", o.Kind, c.kind)
		equal(t, c.address+" name", shown(o.Name), c.name)
		isOpen(t, c.address, o.Grants)
	}
	equal(t, "a declared queue", at(t, sys.Channels, "aws_sqs_queue.own").Outside, false)
	isOpen(t, "a declared queue", at(t, sys.Channels, "aws_sqs_queue.own").Grants)
}

func isOpen(t *testing.T, what string, grants []*model.Grant) {
	t.Helper()
	if len(grants) != 1 {
		t.Errorf("%s: got %d grants, want 1", what, len(grants))
		return
	}
	equal(t, what+" principal", grants[0].Principal.Kind, model.Anyone)
	equal(t, what+" certain", grants[0].Certain, model.True())
}

func TestOutsideObjects(t *testing.T) {
	sys := family(t, "outside")
	f := at(t, sys.Functions, "aws_lambda_permission.described")
	equal(t, "function", f.Outside, true)
	isOpen(t, "function", f.Grants)
	isOpen(t, "secret", at(t, model.Secrets(sys), "aws_secretsmanager_secret_policy.named").Grants)
	equal(t, "own secrets", len(model.OwnSecrets(sys)), 0)
	isOpen(t, "key", at(t, sys.Keys, "aws_kms_key_policy.named").Grants)
	isOpen(t, "layer", at(t, sys.Layers, "aws_lambda_layer_version_permission.named").Grants)
	api := at(t, sys.APIs, "aws_api_gateway_rest_api_policy.named")
	isOpen(t, "API", api.Grants)
	equal(t, "API's policy", api.PolicySet.String(), "true")
}

// TestOutsideSettings holds settings that name the same object by the same value together.
func TestOutsideSettings(t *testing.T) {
	sys := family(t, "outside")
	bucket := at(t, sys.Channels, "aws_s3_bucket_policy.named")
	equal(t, "block", bucket.PublicPoliciesOff.String(), "true")
	queue := at(t, sys.Channels, "aws_sqs_queue_policy.named")
	equal(t, "dead letter", leads(queue.DeadLetter), "aws_sqs_queue.own")
	if len(queue.Feeds) != 1 {
		t.Fatalf("got %d triggers, want 1", len(queue.Feeds))
	}
	equal(t, "trigger", queue.Feeds[0].Address, "aws_lambda_event_source_mapping.named")
	equal(t, "channels of the plan", len(model.OwnChannels(sys)), 2)
}

func TestQueueOf(t *testing.T) {
	for url, want := range map[string]string{
		"https://sqs.eu-central-1.amazonaws.com/123456789012/a":  "arn:aws:sqs:eu-central-1:123456789012:a",
		"https://sqs.cn-north-1.amazonaws.com.cn/123456789012/a": "arn:aws-cn:sqs:cn-north-1:123456789012:a",
		"https://sqs.eu-central-1.amazonaws.com/a":               "",
		"https://sqs./1/2":                        "arn:aws:sqs::1:2",
		"arn:aws:sqs:eu-central-1:123456789012:a": "",
		"named":                              "",
		"https://example.com/123456789012/a": "",
		"":                                   "",
		"https://sqs.us-gov-west-1.amazonaws.com/123456789012/b/": "arn:aws-us-gov:sqs:us-gov-west-1:123456789012:b/",
	} {
		got, _ := queueOf(url)
		equal(t, url, got, want)
	}
}
