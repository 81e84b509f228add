package data

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// channelNotCMK finds stores that are encrypted with keys that the account can't control.
func channelNotCMK() rule.Rule {
	return rule.Rule{
		ID: "SLS405", Name: "channel-not-cmk",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "Data is not encrypted with a key of your own",
		Why: "With a key of the cloud's, access to the data is a matter of one permission, and nobody can withdraw the key. A key of " +
			"your own needs a second permission, records each use, and makes all copies unreadable once it is disabled.",
		Remedy: map[model.Cloud]string{
			model.AWS: "kms_key_id = aws_kms_key.data.arn",
			model.Azure: "customer_managed_key {\n  key_vault_key_id          = azurerm_key_vault_key.data.versionless_id\n" +
				"  user_assigned_identity_id = azurerm_user_assigned_identity.data.id\n}",
			model.Google: "kms_key_name = google_kms_crypto_key.data.id",
		},
		Unknown: "The key comes from a value that is known only after apply and may be null.",
		References: []string{
			"https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html",
			"https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
			"https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview",
			"https://learn.microsoft.com/azure/service-bus-messaging/configure-customer-managed-key",
			"https://cloud.google.com/kms/docs/cmek",
			"https://cloud.google.com/secret-manager/docs/cmek",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017"}, CSA: []string{"SAS-3"}, CWE: []int{311, 320}, FSBP: []string{"S3.17", "ECR.5"},
			NIST: []string{"SC-12", "SC-28(1)"},
		},
		Covers: []string{
			"checkov:CKV_AWS_119", "checkov:CKV_AWS_149", "checkov:CKV_AWS_158", "checkov:CKV_AWS_184",
			"checkov:CKV_AWS_185", "checkov:CKV_AWS_241", "checkov:CKV_AWS_297", "checkov:CKV_AWS_337",
			"trivy:AWS-0017", "trivy:AWS-0025", "trivy:AWS-0033", "trivy:AWS-0098", "trivy:AWS-0132", "trivy:AWS-0135", "trivy:AWS-0136",
			"kics:0afbcfe9", "kics:0e32d561", "kics:25d251f3", "kics:a2f548f2", "kics:b0d3ef3f", "kics:b1a72f66",
			"fsbp:S3.17", "fsbp:ECR.5",
			"checkov:CKV2_AZURE_1", "checkov:CKV_AZURE_100", "checkov:CKV_AZURE_186", "checkov:CKV_AZURE_201",
			"trivy:AZU-0060", "kics:9bf1568d",
			"checkov:CKV_GCP_80", "checkov:CKV_GCP_81", "checkov:CKV_GCP_83", "checkov:CKV_GCP_84", "checkov:CKV_GCP_93", "trivy:GCP-0066",
		},
		Check: rule.Join(
			rule.ForEach(model.OwnChannels, func(c *model.Channel, r *rule.Reporter) {
				if takesKey(c) {
					failForeignKey(&c.Encryption, c.Noun(), c.Label(), r).RemedyOn(model.Azure, azureKey(c))
				}
			}),
			rule.ForEach(model.EncryptedObjects, func(e *model.Encrypted, r *rule.Reporter) {
				// Caches and what is sent can't be given a key; log stores of Azure and Google are SLS506's.
				if e.Kind != "API cache" && !e.InTransit && (e.Cloud == model.AWS || e.Kind != "log group" && e.Kind != "log bucket") {
					failForeignKey(&e.Encryption, e.Kind, e.Label(), r)
				}
			}),
			rule.ForEach(model.OwnSecrets, func(s *model.Secret, r *rule.Reporter) {
				if s.Kind == model.StoredSecret {
					failForeignKey(&s.Encryption, string(s.Kind), s.Label(), r)
				} else {
					checkParameterKey(s, r)
				}
			}),
		),
	}
}

// takesKey tells channels that can be given a key of their own, and not only with what they stand in.
func takesKey(c *model.Channel) bool {
	switch {
	case c.Kind == model.Snapshot, c.Kind == model.CodeRepository, c.Kind == model.Inbox:
		return false
	case c.Type == "aws_ecrpublic_repository", c.Type == "google_container_registry":
		return false
	default: // the adapters of the other clouds note where a key would stand
		return c.Cloud == model.AWS || c.Encryption.Key.Place.Address() != ""
	}
}

// azureKey gives a key to channels of kinds that do not take the block of most.
func azureKey(c *model.Channel) string {
	const key = "azurerm_key_vault_key.data.versionless_id"
	switch {
	case c.Kind == model.Documents:
		return "key_vault_key_id = " + key
	case c.Kind == model.ConfigStore:
		return "encryption {\n  key_vault_key_identifier = azurerm_key_vault_key.data.id\n" +
			"  identity_client_id       = azurerm_user_assigned_identity.data.client_id\n}"
	case c.Kind == model.Registry:
		return "encryption {\n  key_vault_key_id   = azurerm_key_vault_key.data.id\n" +
			"  identity_client_id = azurerm_user_assigned_identity.data.client_id\n}"
	case c.Type == "azurerm_servicebus_namespace":
		return "customer_managed_key {\n  key_vault_key_id = azurerm_key_vault_key.data.id\n" +
			"  identity_id      = azurerm_user_assigned_identity.data.id\n}"
	case c.Type == "azurerm_eventhub_namespace":
		return "resource \"azurerm_eventhub_namespace_customer_managed_key\" \"data\" {\n" +
			"  eventhub_namespace_id = azurerm_eventhub_namespace.data.id\n  key_vault_key_ids     = [" + key + "]\n}"
	default:
		return ""
	}
}

// failForeignKey leaves out what is not encrypted at all: that is SLS404.
func failForeignKey(e *model.Encryption, kind, name string, r *rule.Reporter) *rule.Verdict {
	own := model.In(e.Kind, model.CustomerKey, model.Unencrypted)
	at := e.Kind.Place
	if e.Key.Place.Attribute() != "" {
		at = e.Key.Place
	}
	return r.FailIf(own.Not(), at, "The %s %q is not encrypted with a key of your own.", kind, name).RemedyOn(model.AWS, keyRemedy(at, kind)).
		RemedyOn(model.Google, rule.Set(at, "google_kms_crypto_key.data.id"))
}

// keyRemedy sets the attribute found, with the blocks around it.
func keyRemedy(at model.Place, kind string) string {
	switch kind {
	case string(model.Bucket):
		return "apply_server_side_encryption_by_default {\n  sse_algorithm     = \"aws:kms\"\n  kms_master_key_id = aws_kms_key.data.arn\n}"
	case string(model.Table):
		return "server_side_encryption {\n  enabled     = true\n  kms_key_arn = aws_kms_key.data.arn\n}"
	case string(model.Registry):
		return "encryption_configuration {\n  encryption_type = \"KMS\"\n  kms_key         = aws_kms_key.data.arn\n}"
	case "state machine", "activity":
		return "encryption_configuration {\n  type       = \"CUSTOMER_MANAGED_KMS_KEY\"\n  kms_key_id = aws_kms_key.data.arn\n}"
	case "delivery stream":
		return "server_side_encryption {\n  enabled  = true\n  key_type = \"CUSTOMER_MANAGED_CMK\"\n  key_arn  = aws_kms_key.data.arn\n}"
	}
	if at.Attribute() == "" || strings.Contains(at.Attribute(), ".") {
		return ""
	}
	return at.Attribute() + " = aws_kms_key.data.arn"
}

// checkParameterKey asks of parameters that are meant to be encrypted; the others hold settings.
func checkParameterKey(s *model.Secret, r *rule.Reporter) {
	cloudKey := model.In(s.Encryption.Kind, model.CloudKey, model.ManagedKey)
	r.FailIf(cloudKey.And(model.IsFalse(s.Plain)), s.Encryption.Key.Place, "Parameter %q is not encrypted with a key of your own.", s.Label()).
		Remedy("key_id = aws_kms_key.data.arn")
}
