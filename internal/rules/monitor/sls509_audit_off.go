package monitor

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// auditOff finds trails and detectors that do not look at what functions do.
func auditOff() rule.Rule {
	return rule.Rule{
		ID: "SLS509", Name: "audit-off",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "The audit does not record what is done with functions and their data",
		Why: "By default a trail records who changes a function or a bucket, but not who runs the one and reads the other. Stolen data " +
			"and odd invocations then leave no record that could be searched.",
		Remedy: map[model.Cloud]string{
			model.AWS: "event_selector {\n  include_management_events = true\n  data_resource {\n    type   = \"AWS::Lambda::Function\"\n    values = [\"arn:aws:lambda\"]\n  }\n}",
			model.Azure: "resource \"azurerm_monitor_diagnostic_setting\" \"vault\" {\n  name                       = \"audit\"\n" +
				"  target_resource_id         = azurerm_key_vault.orders.id\n  log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id\n" +
				"  enabled_log {\n    category = \"AuditEvent\"\n  }\n}",
			model.Google: "service = \"allServices\"\naudit_log_config {\n  log_type = \"DATA_READ\"\n}\naudit_log_config {\n  log_type = \"DATA_WRITE\"\n}",
		},
		Unknown: "What the trail records is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",
			"https://docs.aws.amazon.com/guardduty/latest/ug/lambda-protection.html",
			"https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html",
			"https://learn.microsoft.com/azure/key-vault/general/logging",
			"https://learn.microsoft.com/azure/defender-for-cloud/defender-for-cloud-introduction",
			"https://cloud.google.com/logging/docs/audit/configure-data-access",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A10:2017"}, CSA: []string{"SAS-5"}, CWE: []int{778},
			FSBP: []string{"GuardDuty.1", "GuardDuty.6", "S3.22", "S3.23"}, NIST: []string{"AU-2", "AU-12", "SI-4"},
		},
		Covers: []string{
			"checkov:CKV_AZURE_61", "checkov:CKV_AZURE_84", "checkov:CKV_AZURE_86", "checkov:CKV_AZURE_87", "checkov:CKV_AZURE_234", "kics:38c71c00",
			"checkov:CKV_AZURE_33", "trivy:AZU-0009", "trivy:AZU-0057",
			"checkov:CKV_AWS_238", "checkov:CKV_AWS_251", "kics:4bb76f17", "kics:704dadd3", "fsbp:GuardDuty.1", "fsbp:GuardDuty.6",
		},
		Check: rule.ForEachIn(model.Audits, checkAudit),
	}
}

func checkAudit(a *model.Audit, s *model.System, r *rule.Reporter) {
	switch a.Kind {
	case model.Trail:
		r.FailIf(model.IsFalse(a.On), a.On.Place, "Trail %q is switched off.", a.Label()).Remedy("enable_logging = true")
		if model.Certainly(model.IsTrue(a.On)) {
			checkTrail(a, s, r)
		}
	case model.AuditConfiguration:
		checkTrail(a, s, r)
		checkExempt(a, r)
	case model.VaultAudit:
		r.FailIf(model.IsFalse(a.On), a.On.Place, "Nobody can tell who read the secrets of vault %q: its audit log goes nowhere.", a.Label())
	case model.QueueAudit:
		r.FailIf(model.IsFalse(a.On), a.On.Place, "Nobody can tell who sends to the queues of storage account %q, or empties them.", a.Label()).
			As(rule.Low).In(rule.Strict).Remedy("resource \"azurerm_monitor_diagnostic_setting\" \"queues\" {\n" +
			"  name                       = \"queues\"\n  target_resource_id         = \"${azurerm_storage_account.orders.id}/queueServices/default\"\n" +
			"  log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id\n  enabled_log {\n    category_group = \"allLogs\"\n  }\n}")
	case model.Detector:
		if a.Cloud == model.Azure {
			r.FailIf(model.IsFalse(a.On), a.On.Place, "Microsoft Defender does not watch %s.", a.Label()).Remedy(`tier = "Standard"`)
			return
		}
		r.FailIf(model.IsFalse(a.On), a.On.Place, "The threat detector is switched off.").Remedy("enable = true")
		if model.Certainly(model.IsTrue(a.On)) && len(functions(s)) > 0 {
			r.FailIf(a.Functions.Not(), a.Place, "The threat detector does not look at what functions connect to.").
				As(rule.Low).Remedy("resource \"aws_guardduty_detector_feature\" \"lambda\" {\n  detector_id = aws_guardduty_detector.main.id\n" +
				"  name        = \"LAMBDA_NETWORK_LOGS\"\n  status      = \"ENABLED\"\n}")
		}
	}
}

// checkTrail asks for the data events of what the plan has: functions, and the buckets and tables that they work on.
func checkTrail(a *model.Audit, s *model.System, r *rule.Reporter) {
	var missing []string
	blind := model.False()
	for _, q := range []struct {
		what     string
		there    bool
		recorded func(*model.Audit) model.Truth
	}{
		{"functions", len(functions(s)) > 0, func(a *model.Audit) model.Truth { return a.Functions }},
		{"buckets", worksOn(s, model.Bucket), func(a *model.Audit) model.Truth { return a.Objects }},
		{"tables", worksOn(s, model.Table), func(a *model.Audit) model.Truth { return a.Rows }},
	} {
		unseen := model.Of(q.there).And(recordedBy(s, q.recorded).Not())
		if !model.Never(unseen) {
			missing = append(missing, q.what)
		}
		blind = blind.Or(unseen)
	}
	r.FailIf(blind, a.Place,
		"%s %q records no use of %s, only changes to them.", rule.Capital(string(a.Kind)), a.Label(), strings.Join(missing, ", "))
}

// checkExempt asks for a record of everybody. That programs are left out, which read and write all the time, is a matter of
// cost.
func checkExempt(a *model.Audit, r *rule.Reporter) {
	v := r.FailIf(a.Exempt.Match(func(members []string) bool { return len(members) > 0 }), a.Exempt.Place,
		"What %s read and write leaves no record.", exempted(a)).As(rule.Low).Remedy("# leave out exempted_members")
	if !model.Certainly(a.Exempt.Match(anyPerson)) {
		v.In(rule.Strict)
	}
}

// anyPerson tells whether one of the members is not an account of a program.
func anyPerson(members []string) bool {
	return slices.ContainsFunc(members, func(m string) bool { return !strings.HasPrefix(m, "serviceAccount:") })
}

// exempted names those whose use is not recorded.
func exempted(a *model.Audit) string {
	members, _ := a.Exempt.Get()
	return strings.Join(members, ", ")
}

// recordedBy tells whether any trail of the plan that is on records something.
func recordedBy(s *model.System, recorded func(*model.Audit) model.Truth) model.Truth {
	found := model.False()
	for _, a := range s.Audits {
		if a.Kind == model.Trail || a.Kind == model.AuditConfiguration {
			found = found.Or(model.IsTrue(a.On).And(recorded(a)))
		}
	}
	return found
}

// worksOn tells whether functions of the plan work on a channel of a kind.
func worksOn(s *model.System, kind model.ChannelKind) bool {
	for _, c := range model.OwnChannels(s) {
		if c.Kind == kind && len(c.UsedBy) > 0 {
			return true
		}
	}
	return false
}
