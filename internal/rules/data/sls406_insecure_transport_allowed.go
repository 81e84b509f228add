package data

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// insecureTransportAllowed finds channels that take requests over plain HTTP.
func insecureTransportAllowed() rule.Rule {
	return rule.Rule{
		ID: "SLS406", Name: "insecure-transport-allowed",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "The channel takes requests over plain HTTP",
		Why: "SQS, SNS and S3 also answer at http:// addresses. One client that is set up so, or talked into it, sends messages and " +
			"signed requests in clear text, to be read and changed on the way.",
		Remedy: map[model.Cloud]string{
			model.AWS: denyPlain("sqs:*", "aws_sqs_queue.orders.arn"),
		},
		Unknown: "The policy is built from values that are known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
			"https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
			"https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017"}, CSA: []string{"SAS-3"}, CWE: []int{319}, FSBP: []string{"S3.5"}, NIST: []string{"SC-8", "SC-13"},
		},
		Covers: []string{"kics:4bc4dd4c", "fsbp:S3.5"},
		Check:  rule.ForEach(model.OwnChannels, checkTransport),
	}
}

func checkTransport(c *model.Channel, r *rule.Reporter) {
	if c.Kind != model.Queue && c.Kind != model.Topic && c.Kind != model.Bucket {
		return // the other services answer over TLS only
	}
	v := r.FailIf(c.TLSOnly.Not(), c.Policy, "%s %q does not refuse requests over plain HTTP.", capital(string(c.Kind)), c.Label()).Remedy(transportRemedy(c))
	if len(c.Grants) == 0 && c.PolicyWhy == "" && c.Policy.Address == c.Address {
		// Without a policy only the account's own identities get in, and their SDKs use TLS unless told otherwise.
		v.As(rule.Low).In(rule.Strict)
	}
}

func transportRemedy(c *model.Channel) string {
	switch c.Kind {
	case model.Topic:
		// A topic's policy takes none of the actions that concern the account: sns:* is refused (SNS API, SetTopicAttributes).
		return denyPlain("sns:Publish", "aws_sns_topic.orders.arn")
	case model.Bucket:
		return denyPlain("s3:*", "aws_s3_bucket.orders.arn, \"${aws_s3_bucket.orders.arn}/*\"")
	default:
		return "" // the rule's own
	}
}

// denyPlain is the statement of a policy document that refuses plain HTTP.
func denyPlain(actions, resources string) string {
	return "statement {\n  effect    = \"Deny\"\n  actions   = [\"" + actions + "\"]\n  resources = [" + resources + "]\n" +
		"  principals {\n    type        = \"*\"\n    identifiers = [\"*\"]\n  }\n" +
		"  condition {\n    test     = \"Bool\"\n    variable = \"aws:SecureTransport\"\n    values   = [\"false\"]\n  }\n}"
}
