# No data in the log, or no secrets in the data.
resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = aws_iam_role.orders.arn
  logging_configuration {
    level                  = "ALL"
    include_execution_data = false
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

resource "aws_sfn_state_machine" "pay" {
  name     = "pay"
  role_arn = aws_iam_role.orders.arn
  logging_configuration {
    level                  = "ALL"
    include_execution_data = true
    log_destination        = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/states/orders:*"
  }
  definition = jsonencode({
    StartAt = "Read"
    States = {
      Read = {
        Type       = "Task"
        Resource   = "arn:aws:states:::lambda:invoke"
        Parameters = { FunctionName = "pay" }
        End        = true
      }
    }
  })
}

resource "aws_pipes_pipe" "orders" {
  name     = "orders"
  role_arn = aws_iam_role.orders.arn
  source   = "arn:aws:sqs:eu-central-1:123456789012:orders"
  target   = "arn:aws:lambda:eu-central-1:123456789012:function:orders"
  log_configuration {
    level = "INFO"
    cloudwatch_logs_log_destination {
      log_group_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/pipes/orders"
    }
  }
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
