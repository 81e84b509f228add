package main

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// scope says of which resources of a cloud the page is about.
type scope struct {
	types    []string // beginnings of resource types
	services []string // as trivy names them, which tells no types
}

func scopeOf(cloud model.Cloud) scope {
	switch cloud {
	case model.Azure:
		return scope{
			[]string{
				"azurerm_function_app", "azurerm_linux_function_app", "azurerm_windows_function_app", "azurerm_app_service",
				"azurerm_linux_web_app", "azurerm_windows_web_app", "azurerm_service_plan", "azurerm_logic_ap",
				"azurerm_storage_", "azurerm_servicebus_", "azurerm_eventhub", "azurerm_eventgrid_", "azurerm_api_management",
				"azurerm_key_vault", "azurerm_app_configuration", "azurerm_cosmosdb_", "azurerm_role_", "azurerm_container_registry",
				"azurerm_monitor_", "azurerm_log_analytics_", "azurerm_security_center_subscription_pricing",
				"azurerm_application_gateway", "azurerm_cdn_",
			},
			[]string{"appservice", "authorization", "keyvault", "monitor", "storage"},
		}
	case model.Google:
		return scope{
			[]string{
				"google_cloudfunctions", "google_cloud_run_", "google_pubsub_", "google_storage_", "google_bigquery_",
				"google_kms_", "google_artifact_registry_", "google_container_registry", "google_cloudbuild_",
				"google_project_iam_", "google_folder_iam_", "google_organization_iam_", "google_iam_", "google_service_account",
				"google_logging_", "google_monitoring_",
			},
			[]string{"bigquery", "iam", "kms", "storage"},
		}
	default:
		return scope{
			[]string{
				"aws_lambda_", "aws_api_gateway_", "aws_apigatewayv2_", "aws_sqs_", "aws_sns_", "aws_cloudwatch_", "aws_scheduler_",
				"aws_pipes_", "aws_sfn_", "aws_appsync_", "aws_kinesis_", "aws_schemas_", "aws_serverlessapplicationrepository_",
				"aws_cognito_", "aws_s3_", "aws_dynamodb_", "aws_kms_", "aws_secretsmanager_", "aws_ssm_", "aws_iam_", "aws_ecr_",
				"aws_efs_", "aws_cloudfront_", "aws_lb", "aws_alb", "aws_waf", "aws_codebuild_", "aws_privilege_escalation",
			},
			[]string{
				"apigateway", "cloudfront", "cloudwatch", "dynamodb", "ecr", "efs", "elb", "iam", "kinesis", "kms", "lambda", "s3",
				"sns", "sqs", "ssm",
			},
		}
	}
}

func (c check) inScope() bool {
	of := scopeOf(c.cloud)
	return slices.ContainsFunc(c.types, func(typ string) bool {
		return slices.Contains(of.services, typ) ||
			slices.ContainsFunc(of.types, func(prefix string) bool { return strings.HasPrefix(typ, prefix) })
	})
}
