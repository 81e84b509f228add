# A state machine without log.
resource "aws_sfn_state_machine" "orders" { # want SLS505
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"
  definition = jsonencode({
    StartAt = "Done"
    States  = { Done = { Type = "Succeed" } }
  })
  tracing_configuration {
    enabled = true
  }
}
