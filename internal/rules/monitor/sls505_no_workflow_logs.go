package monitor

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// noWorkflowLogs finds workflows that leave no record of what they did.
func noWorkflowLogs() rule.Rule {
	return rule.Rule{
		ID: "SLS505", Name: "no-workflow-logs",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "The workflow keeps no log of what it did",
		Why: "A workflow calls functions and services on its own. Without a log, nobody sees which steps failed or were driven by " +
			"a forged event; express workflows leave no other record at all.",
		Remedy: map[model.Cloud]string{
			model.AWS: "logging_configuration {\n  level           = \"ERROR\"\n  log_destination = \"${aws_cloudwatch_log_group.orders.arn}:*\"\n}",
			model.Azure: "resource \"azurerm_monitor_diagnostic_setting\" \"orders\" {\n  name                       = \"runs\"\n" +
				"  target_resource_id         = azurerm_logic_app_workflow.orders.id\n  log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id\n" +
				"  enabled_log {\n    category = \"WorkflowRuntime\"\n  }\n}",
			model.Google: "call_log_level = \"LOG_ERRORS_ONLY\"",
		},
		Unknown: "Whether a log is kept depends on a value that is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
			"https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html",
			"https://docs.aws.amazon.com/securityhub/latest/userguide/stepfunctions-controls.html",
			"https://learn.microsoft.com/azure/logic-apps/monitor-workflows-collect-diagnostic-data",
			"https://cloud.google.com/workflows/docs/log-workflow",
			"https://cloud.google.com/eventarc/advanced/docs/overview",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A10:2017"}, CSA: []string{"SAS-5"}, CWE: []int{778}, FSBP: []string{"StepFunctions.1"}, NIST: []string{"AU-2", "AU-12"},
		},
		Covers: []string{"fsbp:StepFunctions.1"},
		Check:  rule.ForEach(observations(model.WorkflowLog), checkWorkflowLog),
	}
}

func checkWorkflowLog(o *model.Observation, r *rule.Reporter) {
	v := r.FailIf(o.On.Not(), o.At, "The %s %q keeps no log of what it does.", o.Of, o.Label())
	switch o.Of {
	case "pipe":
		v.As(rule.Low).RemedyOn(model.AWS, "log_configuration {\n  level = \"ERROR\"\n  cloudwatch_logs_log_destination {\n    log_group_arn = aws_cloudwatch_log_group.pipe.arn\n  }\n}")
	case "event bus":
		// The services that send to a bus, and those that it sends to, keep logs of their own.
		v.As(rule.Low).In(rule.Strict).RemedyOn(model.AWS, "log_config {\n  level = \"ERROR\"\n}")
	}
	if o.Of != "workflow" {
		v.RemedyOn(model.Google, "logging_config {\n  log_severity = \"ERROR\"\n}")
	}
}
