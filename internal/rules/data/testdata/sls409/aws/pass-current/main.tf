data "aws_secretsmanager_secret_version" "db" {
  secret_id     = "orders-db"
  version_stage = "AWSCURRENT"
}

data "aws_ssm_parameter" "api_key" {
  name = "/orders/api-key"
}
