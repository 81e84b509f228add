# An alarm on what the log says.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/lambda/orders"
  retention_in_days = 365
}

resource "aws_cloudwatch_log_metric_filter" "orders" {
  name           = "orders-errors"
  log_group_name = aws_cloudwatch_log_group.orders.name
  pattern        = "ERROR"
  metric_transformation {
    namespace = "Shop"
    name      = "OrderErrors"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "orders" {
  alarm_name  = "orders"
  namespace   = "Shop"
  metric_name = "OrderErrors"

  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  alarm_actions       = ["arn:aws:sns:eu-central-1:123456789012:oncall"]
}
