package monitor

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unstructuredLogs finds logs that machines can't read, or that leave out what would tell of an attack.
func unstructuredLogs() rule.Rule {
	return rule.Rule{
		ID: "SLS510", Name: "unstructured-logs",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "Logs are plain text, or leave warnings out",
		Why: "In plain text an attacker's input can look like log lines of its own, and searching for what happened means guessing at " +
			"formats. Where only errors are kept, the warnings that come before a break-in are lost.",
		Remedy: map[model.Cloud]string{
			model.AWS: "logging_config {\n  log_format            = \"JSON\"\n  application_log_level = \"INFO\"\n}",
		},
		Impossible: map[model.Cloud]string{
			model.Google: "Cloud Logging reads whatever the code writes, lines of JSON as structured ones: no setting changes the form or the level.",
			model.Azure:  "Telemetry of Azure Functions is structured in any case, and host.json in the package, which a plan does not show, sets its level.",
		},
		Unknown:    "The format or the level is known only after apply.",
		References: []string{"https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html"},
		Mappings: rule.Mappings{
			OWASP: []string{"A10:2017"}, CSA: []string{"SAS-5"}, CWE: []int{117, 778}, NIST: []string{"AU-3"},
		},
		Check: rule.ForEach(functions, checkLogFormat),
	}
}

func checkLogFormat(f *model.Function, r *rule.Reporter) {
	r.FailIf(model.Equals(f.Logs.Format, "Text"), f.Logs.Format.Place, "Function %q logs plain text.", f.Label())
	r.FailIf(model.In(f.Logs.Level, "ERROR", "FATAL"), f.Logs.Level.Place, "Function %q keeps no warnings in its log.", f.Label()).
		Remedy(`application_log_level = "INFO"`)
}
