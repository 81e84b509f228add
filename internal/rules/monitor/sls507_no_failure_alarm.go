package monitor

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// noFailureAlarm finds functions that fail without anybody being told, and alarms that tell nobody.
func noFailureAlarm() rule.Rule {
	return rule.Rule{
		ID: "SLS507", Name: "no-failure-alarm",
		Severity: rule.Low, Profile: rule.Recommended,
		Title: "Nobody is told when the function fails",
		Why: "Probing shows as errors, floods as throttles, and lost events as a growing dead-letter queue. Without an alarm on " +
			"any of them, an attack runs until a customer complains or the bill comes.",
		Remedy: map[model.Cloud]string{
			model.AWS: "resource \"aws_cloudwatch_metric_alarm\" \"orders_errors\" {\n  namespace           = \"AWS/Lambda\"\n  metric_name         = \"Errors\"\n" +
				"  dimensions          = { FunctionName = aws_lambda_function.orders.function_name }\n  statistic           = \"Sum\"\n" +
				"  period              = 300\n  evaluation_periods  = 1\n  threshold           = 1\n" +
				"  comparison_operator = \"GreaterThanOrEqualToThreshold\"\n  alarm_name          = \"orders-errors\"\n  alarm_actions       = [aws_sns_topic.oncall.arn]\n}",
			model.Azure: "resource \"azurerm_monitor_metric_alert\" \"orders_errors\" {\n  name                = \"orders-errors\"\n" +
				"  resource_group_name = azurerm_resource_group.orders.name\n  scopes              = [azurerm_application_insights.orders.id]\n" +
				"  criteria {\n    metric_namespace = \"microsoft.insights/components\"\n    metric_name      = \"requests/failed\"\n" +
				"    aggregation      = \"Count\"\n    operator         = \"GreaterThan\"\n    threshold        = 0\n  }\n" +
				"  action {\n    action_group_id = azurerm_monitor_action_group.oncall.id\n  }\n}",
			model.Google: "resource \"google_monitoring_alert_policy\" \"orders_errors\" {\n  display_name = \"orders-errors\"\n  combiner     = \"OR\"\n" +
				"  conditions {\n    display_name = \"errors\"\n    condition_matched_log {\n" +
				"      filter = \"resource.type=\\\"cloud_run_revision\\\" resource.labels.service_name=\\\"orders\\\" severity>=ERROR\"\n" +
				"    }\n  }\n  alert_strategy {\n    notification_rate_limit {\n      period = \"300s\"\n    }\n  }\n" +
				"  notification_channels = [google_monitoring_notification_channel.oncall.id]\n}",
		},
		Unknown: "What an alarm of the plan watches is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
			"https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
			"https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html",
			"https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview",
			"https://cloud.google.com/monitoring/alerts",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A10:2017"}, CSA: []string{"SAS-5", "SAS-10"}, CWE: []int{778}, FSBP: []string{"CloudWatch.17"}, NIST: []string{"AU-5", "SI-4"},
		},
		Covers: []string{"checkov:CKV_AWS_319", "fsbp:CloudWatch.17"},
		Check: rule.Join(
			noAlarm,
			rule.ForEach(model.Alarms, checkAlarm),
		),
	}
}

// noAlarm asks each function whether an alarm watches it. What all alarms watch is worked out once.
func noAlarm(s *model.System) []rule.Judgement {
	w := watch(s)
	return rule.ForEach(functions, func(f *model.Function, r *rule.Reporter) {
		v := r.FailIf(w.over(f).Not(), f.Place(), "No alarm of the plan goes off when function %q fails, is throttled or loses events.", f.Label())
		if len(s.Alarms) == 0 {
			v.In(rule.Strict) // whoever keeps no alarm here keeps them elsewhere, or has none at all
		}
	})(s)
}

// watched is what the alarms of a system are about.
type watched struct {
	functions map[*model.Function]bool
	channels  map[*model.Channel]bool
	all       bool   // an alarm on a metric of all functions together
	why       string // an alarm of which it can't be told
}

func watch(s *model.System) watched {
	w := watched{functions: map[*model.Function]bool{}, channels: map[*model.Channel]bool{}}
	for _, a := range s.Alarms {
		for _, f := range a.Functions {
			w.functions[f] = true
		}
		for _, c := range a.Channels {
			w.channels[c] = true
		}
		ofLambda := model.Certainly(model.Equals(a.Namespace, "AWS/Lambda"))
		w.all = w.all || a.AllFunctions || ofLambda && len(a.Dimensions) == 0
		if len(a.Functions) > 0 {
			continue
		}
		for name, d := range a.Dimensions {
			if (name == "FunctionName" || name == "filter") && d.Why() != "" {
				w.why = a.Address + " may be about it: " + d.Why()
			}
		}
	}
	return w
}

// over tells whether an alarm watches a function, or what takes the events that it fails on.
func (w watched) over(f *model.Function) model.Truth {
	if w.all || w.functions[f] {
		return model.True()
	}
	letters := append([]model.Link[*model.Channel]{f.DeadLetter}, f.Failure...)
	for _, t := range f.Triggers {
		letters = append(letters, t.DeadLetter)
		for _, source := range t.Source.To {
			letters = append(letters, source.DeadLetter)
		}
	}
	for _, l := range letters {
		for _, c := range l.To {
			if w.channels[c] {
				return model.True()
			}
		}
	}
	if w.why != "" {
		return model.Undecided(w.why)
	}
	return model.False()
}

// checkAlarm asks of alarms whose actions were switched off. One without any may feed a composite alarm or a screen.
func checkAlarm(a *model.Alarm, r *rule.Reporter) {
	r.FailIf(model.IsTrue(a.Muted), a.Muted.Place, "Alarm %q does nothing when it goes off: its actions are switched off.", a.Label()).
		RemedyOn(model.AWS, "actions_enabled = true").RemedyOn(model.Azure, "enabled = true").RemedyOn(model.Google, "enabled = true")
}
