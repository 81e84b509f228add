package data

import (
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// insecureTransportAllowed finds channels that take requests over plain HTTP.
func insecureTransportAllowed() rule.Rule {
	return rule.Rule{
		ID: "SLS406", Name: "insecure-transport-allowed",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "The channel or store takes unencrypted or badly encrypted requests",
		Why: "SQS, SNS, S3 and storage accounts also answer at http:// addresses, databases and caches on plain ports, and TLS before " +
			"1.2 can be broken. One client that is set up so, or talked into it, sends messages and signed requests in clear text, " +
			"to be read and changed on the way.",
		Remedy: map[model.Cloud]string{
			model.AWS:    denyPlain("sqs:*", "aws_sqs_queue.orders.arn"),
			model.Azure:  "https_traffic_only_enabled = true\nmin_tls_version            = \"TLS1_2\"",
			model.Google: "ip_configuration {\n  ssl_mode = \"ENCRYPTED_ONLY\"\n}",
		},
		Unknown: "The policy is built from values that are known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
			"https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
			"https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
			"https://learn.microsoft.com/azure/storage/common/storage-require-secure-transfer",
			"https://learn.microsoft.com/azure/service-bus-messaging/transport-layer-security-enforce-minimum-version",
			"https://cloud.google.com/sql/docs/mysql/configure-ssl-instance",
			"https://cloud.google.com/memorystore/docs/redis/about-in-transit-encryption",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017"}, CSA: []string{"SAS-3"}, CWE: []int{319}, FSBP: []string{"S3.5"}, NIST: []string{"SC-8", "SC-13"},
		},
		Covers: []string{
			"kics:4bc4dd4c", "fsbp:S3.5",
			"checkov:CKV_AZURE_3", "checkov:CKV_AZURE_28", "checkov:CKV_AZURE_29", "checkov:CKV_AZURE_44", "checkov:CKV_AZURE_52",
			"checkov:CKV_AZURE_54", "checkov:CKV_AZURE_91", "checkov:CKV_AZURE_147", "checkov:CKV_AZURE_148", "checkov:CKV_AZURE_223", "trivy:AZU-0008", "trivy:AZU-0011",
			"trivy:AZU-0020", "trivy:AZU-0059", "checkov:CKV_GCP_6", "checkov:CKV_GCP_97", "trivy:GCP-0015",
			"kics:02474449", "kics:0437633b", "kics:12944ec4", "kics:22cb3507", "kics:73e42469",
			"kics:8263f146", "kics:9f15ecc4", "kics:e22e5620", "kics:e29a75e6",
		},
		Check: rule.Join(
			rule.ForEach(model.OwnChannels, checkTransport),
			rule.ForEach(model.Stores, checkStoreTransport),
		),
	}
}

// checkStoreTransport judges databases and caches, of which most take TLS only.
func checkStoreTransport(s *model.Store, r *rule.Reporter) {
	if s.PlainPlace.Address() == "" {
		return
	}
	r.FailIf(s.Plain, s.PlainPlace,
		"%s %q takes connections without TLS, passwords included.", rule.Capital(string(s.Kind)), s.Label()).
		RemedyOn(model.Azure, storeTransport(s)).RemedyOn(model.Google, googleTransport(s))
	r.FailIf(model.IsTrue(s.OldTLS), s.OldTLS.Place, oldTLSMessage, rule.Capital(string(s.Kind)), s.Label()).
		RemedyOn(model.Azure, rule.Set(s.OldTLS.Place, newTLS(s.OldTLS.Place)))
}

// newTLS is how an attribute of Azure writes version 1.2.
func newTLS(at model.Place) string {
	switch at.Attribute() {
	case "min_tls_version", "ssl_minimal_tls_version_enforced":
		return `"TLS1_2"`
	case "minimal_tls_version":
		return `"Tls12"`
	default:
		return `"1.2"`
	}
}

func storeTransport(s *model.Store) string {
	if strings.HasSuffix(s.PlainPlace.Attribute(), "client_protocol") {
		return rule.Set(s.PlainPlace, `"Encrypted"`)
	}
	return rule.Set(s.PlainPlace, strconv.FormatBool(s.Kind != model.Cache)) // of caches it is the plain port that is on
}

func googleTransport(s *model.Store) string {
	switch {
	case s.Type == "google_redis_cluster":
		return "transit_encryption_mode = \"TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION\""
	case s.Type == "google_memorystore_instance":
		return "transit_encryption_mode = \"SERVER_AUTHENTICATION\""
	case s.Kind == model.Cache:
		return "transit_encryption_mode = \"SERVER_AUTHENTICATION\""
	default:
		return "" // the rule's own
	}
}

const oldTLSMessage = "%s %q takes connections with TLS before 1.2, which can be broken."

// checkAccountTransport judges what carries the settings of transport for all that stands in it.
func checkAccountTransport(c *model.Channel, r *rule.Reporter) {
	r.FailIf(c.TLSOnly.Not(), c.Policy, "%s %q takes requests over plain HTTP.", rule.Capital(c.Noun()), c.Label()).
		RemedyOn(model.Azure, rule.Set(c.Policy, "true"))
	r.FailIf(model.IsTrue(c.OldTLS), c.OldTLS.Place, oldTLSMessage, rule.Capital(c.Noun()), c.Label()).
		RemedyOn(model.Azure, rule.Set(c.OldTLS.Place, newTLS(c.OldTLS.Place)))
}

func checkTransport(c *model.Channel, r *rule.Reporter) {
	if c.Kind == model.StorageAccount || !model.Never(c.OldTLS.IsSet()) {
		checkAccountTransport(c, r)
		return
	}
	if c.Kind != model.Queue && c.Kind != model.Topic && c.Kind != model.Bucket {
		return // the other services answer over TLS only
	}
	v := r.FailIf(c.TLSOnly.Not(), c.Policy,
		"%s %q does not refuse requests over plain HTTP.", rule.Capital(string(c.Kind)), c.Label()).RemedyOn(model.AWS, transportRemedy(c))
	if len(c.Grants) == 0 && c.PolicyWhy == "" && c.Policy.Address() == c.Address {
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
