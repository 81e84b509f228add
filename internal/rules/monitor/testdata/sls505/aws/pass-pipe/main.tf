# Errors are logged.
resource "aws_pipes_pipe" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/pipe"
  source   = "arn:aws:sqs:eu-central-1:123456789012:orders"
  target   = "arn:aws:states:eu-central-1:123456789012:stateMachine:orders"
  source_parameters {
    filter_criteria {
      filter {
        pattern = jsonencode({ body = { type = ["order"] } })
      }
    }
  }
  log_configuration {
    level = "ERROR"
    cloudwatch_logs_log_destination {
      log_group_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/pipes/orders"
    }
  }
}
