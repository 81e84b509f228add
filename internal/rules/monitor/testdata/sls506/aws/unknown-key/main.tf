# The key is known only after apply.
resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/lambda/orders"
  retention_in_days = 365
  kms_key_id        = terraform_data.setting.output # want SLS506 unknown
}

resource "terraform_data" "setting" {
  input = timestamp()
}
