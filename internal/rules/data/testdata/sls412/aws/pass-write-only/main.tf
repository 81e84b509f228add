# Write-only arguments never reach the state; placeholders are set by hand later.
resource "aws_secretsmanager_secret_version" "db" {
  secret_id                = aws_secretsmanager_secret.db.id
  secret_string_wo         = "from the pipeline"
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret" "db" {
  name = "orders-db"
}

resource "aws_ssm_parameter" "api_key" {
  name  = "/orders/api-key"
  type  = "SecureString"
  value = "CHANGE_ME"
  lifecycle {
    ignore_changes = [value]
  }
}

resource "aws_ssm_parameter" "stage" {
  name  = "/orders/stage"
  type  = "String"
  value = "prod"
}
