# A GraphQL API that logs no resolver.
resource "aws_appsync_graphql_api" "shop" {
  name                = "shop"
  authentication_type = "AWS_IAM"
  xray_enabled        = true
  log_config {
    cloudwatch_logs_role_arn = "arn:aws:iam::123456789012:role/appsync-logs"
    field_log_level          = "NONE" # want SLS504
    exclude_verbose_content  = true
  }
}
