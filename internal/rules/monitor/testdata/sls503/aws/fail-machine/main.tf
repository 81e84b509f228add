# A state machine that records no traces.
resource "aws_sfn_state_machine" "orders" { # want SLS503
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"
  definition = jsonencode({
    StartAt = "Done"
    States  = { Done = { Type = "Succeed" } }
  })
  logging_configuration {
    level           = "ERROR"
    log_destination = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/states/orders:*"
  }
}
