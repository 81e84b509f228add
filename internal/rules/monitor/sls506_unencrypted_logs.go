package monitor

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unencryptedLogs finds logs that are encrypted with a key that the account has no say in.
func unencryptedLogs() rule.Rule {
	return rule.Rule{
		ID: "SLS506", Name: "unencrypted-logs",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "Logs are not encrypted with a key of your own",
		Why: "Logs hold what functions saw: names, addresses, sometimes tokens. With a key of your own, a permission to read logs is not " +
			"enough, each decryption is recorded, and taking the key away closes the logs at once.",
		Remedy: map[model.Cloud]string{
			model.AWS: "kms_key_id = aws_kms_key.logs.arn",
			model.Azure: "resource \"azurerm_log_analytics_linked_service\" \"logs\" {\n  workspace_id    = azurerm_log_analytics_workspace.logs.id\n" +
				"  write_access_id = azurerm_log_analytics_cluster.own_key.id\n}",
			model.Google: "cmek_settings {\n  kms_key_name = google_kms_crypto_key.logs.id\n}",
		},
		Unknown: "The key is known only after apply, and may be none.",
		References: []string{
			"https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
			"https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
			"https://cloud.google.com/logging/docs/routing/managed-encryption-storage",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017"}, CSA: []string{"SAS-5"}, CWE: []int{311}, NIST: []string{"AU-9", "SC-28"},
		},
		Covers: []string{"checkov:CKV_AWS_158", "trivy:AWS-0017", "kics:0afbcfe9"},
		Check:  rule.ForEach(logStores, checkLogKey),
	}
}

func logStores(s *model.System) []*model.Encrypted {
	var all []*model.Encrypted
	for _, e := range s.Encrypted {
		if e.Kind == "log group" || e.Kind == "log bucket" {
			all = append(all, e)
		}
	}
	return all
}

func checkLogKey(e *model.Encrypted, r *rule.Reporter) {
	kind := e.Encryption.Kind
	r.FailIf(model.Equals(kind, model.CustomerKey).Not(), kind.Place, "%s %q is not encrypted with a key of your own.", logWord(e), e.Label())
}
