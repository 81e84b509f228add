package monitor

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// cannotLog finds functions whose identity may not write their log.
func cannotLog() rule.Rule {
	return rule.Rule{
		ID: "SLS502", Name: "cannot-log",
		Severity: rule.High, Profile: rule.Essential,
		Title: "The function may not write its log, so that nothing is logged",
		Why: "The function runs without a trace: errors, probes and abuse leave no line, and nobody notices, as the platform drops what " +
			"it can't write. After an attack there is nothing to find out from what was done.",
		Remedy: map[model.Cloud]string{
			model.AWS: "actions   = [\"logs:CreateLogStream\", \"logs:PutLogEvents\"]\n" +
				"resources = [\"${aws_cloudwatch_log_group.orders.arn}:*\"] # with :*, for the streams in the group",
			model.Azure: "builtin_logging_enabled = true # or an application_insights_connection_string in site_config",
		},
		Impossible: map[model.Cloud]string{
			model.Google: "What functions and services write is logged by the platform itself: the service account needs no permission for it.",
		},
		Unknown: "A policy of the role is not in the plan, or the name of the log group is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html",
			"https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaBasicExecutionRole.html",
			"https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html",
			"https://learn.microsoft.com/azure/azure-functions/functions-monitoring",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A10:2017"}, CSA: []string{"SAS-5"}, CWE: []int{778}, NIST: []string{"AU-2", "AU-12"},
		},
		Check: rule.ForEach(functions, checkLogging),
	}
}

// checkLogging asks of roles that the plan declares: what others may, others know.
func checkLogging(f *model.Function, r *rule.Reporter) {
	r.FailIf(f.Logs.Off, f.Logs.OffPlace, "Function %q logs nowhere: its own log is switched off, and nothing else takes it.", f.Label())
	id, ok := f.Identity.One()
	if !ok || !id.Managed || f.Logs.Expected == nil {
		return
	}
	group := f.Logs.Expected
	silent := id.May(model.WriteLog, group).Allowed.Not()
	if silent != model.True() && group.Name.IsKnown() && id.Incomplete == "" {
		// All policies are known, and one names the group: the account and the region, which plans often leave open, are
		// the function's own.
		silent = model.False()
	}
	if id.Bare {
		silent = silent.And(model.Undecided("the plan gives role " + id.Label() + " no permissions: they may come from elsewhere"))
	}
	at := f.Identity.Place
	r.FailIf(silent, at, "Function %q can't write its log: role %q may not add lines to log group %q.", f.Label(), id.Label(), group.Label()).
		Hop(id.Place(), "no policy of role %q allows logs:PutLogEvents there", id.Label())
}
