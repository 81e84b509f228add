# A topic of another account.
resource "aws_sns_topic_subscription" "orders" {
  topic_arn     = "arn:aws:sns:eu-central-1:210987654321:orders" # want SLS214
  protocol      = "lambda"
  endpoint      = aws_lambda_function.orders.arn
  filter_policy = jsonencode({ type = ["order"] })
}

data "aws_caller_identity" "current" {} # account 123456789012

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
