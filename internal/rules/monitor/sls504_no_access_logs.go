package monitor

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// noAccessLogs finds gateways that keep no record of who asked for what.
func noAccessLogs() rule.Rule {
	return rule.Rule{
		ID: "SLS504", Name: "no-access-logs",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "No record is kept of who called the API",
		Why: "Refused and malformed requests never reach the function, so only the gateway sees who probes for weak routes and stolen " +
			"keys. Without its log, an attack can neither be noticed while it goes on nor followed up afterwards.",
		Remedy: map[model.Cloud]string{
			model.AWS: "access_log_settings {\n  destination_arn = aws_cloudwatch_log_group.api.arn\n" +
				"  format          = jsonencode({ requestId = \"$context.requestId\", ip = \"$context.identity.sourceIp\", status = \"$context.status\" })\n}",
			model.Azure: "resource \"azurerm_monitor_diagnostic_setting\" \"api\" {\n  name                       = \"requests\"\n" +
				"  target_resource_id         = azurerm_api_management.api.id\n  log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id\n" +
				"  enabled_log {\n    category = \"GatewayLogs\"\n  }\n}",
			model.Google: "log_config {\n  enable      = true\n  sample_rate = 1\n}",
		},
		Unknown: "Whether a log is kept depends on a value that is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
			"https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html",
			"https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html",
			"https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html",
			"https://learn.microsoft.com/azure/api-management/monitor-api-management",
			"https://cloud.google.com/load-balancing/docs/https/https-logging-monitoring",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A10:2017"}, CSA: []string{"SAS-5"}, CWE: []int{778},
			FSBP: []string{"APIGateway.9", "AppSync.2", "CloudFront.5", "ELB.5"}, NIST: []string{"AU-2", "AU-12"},
		},
		Covers: []string{
			"checkov:CKV_AWS_76", "checkov:CKV_AWS_86", "checkov:CKV_AWS_91", "checkov:CKV_AWS_193", "checkov:CKV_AWS_194",
			"trivy:AWS-0001", "trivy:AWS-0010", "kics:1b6799eb", "kics:3e34db4f", "kics:94690d79",
			"fsbp:APIGateway.9", "fsbp:AppSync.2", "fsbp:CloudFront.5", "fsbp:ELB.5",
		},
		Check: rule.Join(
			rule.ForEach(observations(model.AccessLog), checkAccessLog),
			rule.ForEach(observations(model.ExecutionLog), checkExecutionLog),
		),
	}
}

func checkAccessLog(o *model.Observation, r *rule.Reporter) {
	v := r.FailIf(o.On.Not(), o.At, "The %s %q keeps no log of its requests.", o.Of, o.Label()).Remedy(accessRemedy(o.Of))
	if !o.Serverless {
		v.As(rule.Low).In(rule.Strict)
	}
}

// checkExecutionLog is about what the gateway itself did: how it mapped a request, and what an authorizer said.
func checkExecutionLog(o *model.Observation, r *rule.Reporter) {
	remedy, verb := "settings {\n  logging_level = \"ERROR\"\n}", "keep"
	if o.Of == "GraphQL API" {
		remedy, verb = "log_config {\n  field_log_level = \"ERROR\"\n}", "keeps"
	}
	r.FailIf(o.On.Not(), o.At, "The %s %q %s no log of errors on the way to the function.", o.Of, o.Label(), verb).
		As(rule.Low).In(rule.Strict).Remedy(remedy)
}

func accessRemedy(of string) string {
	switch of {
	case "GraphQL API", "event API":
		return "log_config {\n  cloudwatch_logs_role_arn = aws_iam_role.api_logs.arn\n  field_log_level          = \"ERROR\"\n}"
	case "Front Door profile":
		return "enabled_log {\n  category = \"FrontDoorAccessLog\"\n} # of an azurerm_monitor_diagnostic_setting on the profile"
	case "application gateway":
		return "enabled_log {\n  category = \"ApplicationGatewayAccessLog\"\n} # of an azurerm_monitor_diagnostic_setting on the gateway"
	case "distribution":
		return "logging_config {\n  bucket = aws_s3_bucket.logs.bucket_domain_name\n}"
	case "load balancer":
		return "access_logs {\n  bucket  = aws_s3_bucket.logs.id\n  enabled = true\n}"
	default:
		return ""
	}
}
