# A log group without a key of your own.
resource "aws_cloudwatch_log_group" "orders" { # want SLS506
  name              = "/aws/lambda/orders"
  retention_in_days = 365
}
