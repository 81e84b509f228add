# The secret that the machine reads ends in its log.
resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = aws_iam_role.orders.arn
  logging_configuration {
    level                  = "ALL"
    include_execution_data = true # want SLS413
    log_destination        = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/states/orders:*"
  }
  definition = jsonencode({
    StartAt = "Read"
    States = {
      Read = {
        Type       = "Task"
        Resource   = "arn:aws:states:::aws-sdk:secretsmanager:getSecretValue"
        Parameters = { SecretId = "orders-db" }
        End        = true
      }
    }
  })
}

resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "states.amazonaws.com" }
    }]
  })
}
