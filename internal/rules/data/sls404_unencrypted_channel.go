package data

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unencryptedChannel finds channels and stores whose content is kept without encryption.
func unencryptedChannel() rule.Rule {
	return rule.Rule{
		ID: "SLS404", Name: "unencrypted-channel",
		Severity: rule.High, Profile: rule.Essential,
		Title: "Events or data are stored without encryption",
		Why: "Queues, topics, streams and caches keep copies of everything that passes through. Without encryption, those copies " +
			"are protected by nothing but the service's own access control, and no key can be withdrawn when that fails.",
		Remedy: map[model.Cloud]string{
			model.AWS: "kms_master_key_id = aws_kms_key.events.id",
		},
		Impossible: map[model.Cloud]string{
			model.Azure: "Azure encrypts everything that it stores, and nothing switches that off; whose key is used is SLS405's matter, " +
				"whether there is a second layer SLS418's.",
			model.Google: "Google Cloud encrypts everything that it stores, and nothing switches that off; whose key is used is SLS405's matter.",
		},
		Unknown: "Whether there is encryption depends on a value that is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
			"https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html",
			"https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017"}, CSA: []string{"SAS-3"}, CWE: []int{311},
			FSBP: []string{"SQS.1", "SNS.1", "Kinesis.1", "DataFirehose.1", "EFS.1", "APIGateway.5", "AppSync.1", "AppSync.6"},
			NIST: []string{"SC-13", "SC-28"},
		},
		Covers: []string{
			"checkov:CKV_AWS_26", "checkov:CKV_AWS_42", "checkov:CKV_AWS_43", "checkov:CKV_AWS_214", "checkov:CKV_AWS_215",
			"checkov:CKV_AWS_240", "checkov:CKV_AWS_308",
			// These ask for a key of one's own, which is SLS405's matter, and fail as well where nothing is encrypted.
			"checkov:CKV_AWS_184", "checkov:CKV_AWS_185", "checkov:CKV_AWS_241",
			"trivy:AWS-0037", "trivy:AWS-0064", "trivy:AWS-0095",
			"kics:28545147", "kics:48207659", "kics:5c6dd5e7", "kics:862fe4bf", "kics:b7c9a40c",
			"fsbp:SQS.1", "fsbp:SNS.1", "fsbp:Kinesis.1", "fsbp:DataFirehose.1", "fsbp:EFS.1", "fsbp:APIGateway.5",
			"fsbp:AppSync.1", "fsbp:AppSync.6",
		},
		Check: rule.Join(
			rule.ForEach(model.OwnChannels, checkChannelEncrypted),
			rule.ForEach(model.EncryptedObjects, checkEncrypted),
		),
	}
}

// checkChannelEncrypted makes less of topics: SNS always encrypts its disks; what a topic without a key lacks is a
// second lock, which kms:Decrypt opens (Security Hub, SNS.1: medium, and no longer a best practice).
func checkChannelEncrypted(c *model.Channel, r *rule.Reporter) {
	if c.Kind == model.Topic && !c.Encryption.Always {
		r.FailIf(model.Equals(c.Encryption.Kind, model.Unencrypted), c.Encryption.Kind.Place,
			"Topic %q is not encrypted with a KMS key.", c.Label()).As(rule.Medium).In(rule.Recommended)
		return
	}
	failUnencrypted(&c.Encryption, string(c.Kind), c.Label(), r).RemedyOn(model.AWS, encryptionOf(c.Kind))
}

func encryptionOf(kind model.ChannelKind) string {
	switch kind {
	case model.Queue:
		return "sqs_managed_sse_enabled = true # or kms_master_key_id = aws_kms_key.events.id"
	case model.Stream:
		return "encryption_type = \"KMS\"\nkms_key_id      = aws_kms_key.events.arn"
	default:
		return "" // the rule's own
	}
}

func checkEncrypted(e *model.Encrypted, r *rule.Reporter) {
	if e.InTransit {
		r.FailIf(model.Equals(e.Encryption.Kind, model.Unencrypted), e.Encryption.Kind.Place,
			"What the %s %q keeps is sent without encryption.", e.Kind, e.Label()).As(rule.Medium).
			Remedy("transit_encryption_enabled = true")
		return
	}
	v := failUnencrypted(&e.Encryption, e.Kind, e.Label(), r)
	switch e.Kind {
	case "API cache":
		v.Remedy("cache_data_encrypted = true # of an AppSync cache: at_rest_encryption_enabled = true")
	case "delivery stream":
		v.Remedy("server_side_encryption {\n  enabled = true\n}")
	case "file system":
		v.Remedy("encrypted = true")
	}
}

func failUnencrypted(e *model.Encryption, kind, name string, r *rule.Reporter) *rule.Verdict {
	if e.Always {
		r.Pass()
		return nil
	}
	return r.FailIf(model.Equals(e.Kind, model.Unencrypted), e.Kind.Place, "What %s %q holds is not encrypted.", kind, name)
}
