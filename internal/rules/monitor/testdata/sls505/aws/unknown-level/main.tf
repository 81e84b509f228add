# The level is known only after apply.
resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"
  definition = jsonencode({
    StartAt = "Done"
    States  = { Done = { Type = "Succeed" } }
  })
  logging_configuration {
    level           = terraform_data.setting.output # want SLS505 unknown
    log_destination = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/states/orders:*"
  }
  tracing_configuration {
    enabled = true
  }
}

resource "terraform_data" "setting" {
  input = timestamp()
}
