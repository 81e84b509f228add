# Named after the secret, but holding its address.
resource "aws_ssm_parameter" "db_password" {
  name  = "/orders/prod/db-password"
  type  = "String"
  value = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders-db-AbCdEf"
}
