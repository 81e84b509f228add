resource "aws_pipes_pipe" "orders" {
  name     = "orders"
  role_arn = aws_iam_role.orders.arn
  source   = "arn:aws:sqs:eu-central-1:123456789012:orders"
  target   = "arn:aws:lambda:eu-central-1:123456789012:function:orders"
  log_configuration {
    level                  = "INFO"
    include_execution_data = ["ALL"] # want SLS413
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
      Principal = { Service = "pipes.amazonaws.com" }
    }]
  })
}
