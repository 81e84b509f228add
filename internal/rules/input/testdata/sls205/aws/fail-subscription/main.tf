# Two functions subscribe, one of them to everything.
resource "aws_sns_topic_subscription" "orders" { # want SLS205
  topic_arn = aws_sns_topic.events.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.orders.arn
}

resource "aws_sns_topic_subscription" "refunds" {
  topic_arn     = aws_sns_topic.events.arn
  protocol      = "lambda"
  endpoint      = aws_lambda_function.refunds.arn
  filter_policy = jsonencode({ type = ["refund"] })
}

resource "aws_sns_topic" "events" {
  name              = "events"
  kms_master_key_id = "alias/aws/sns"
}

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

resource "aws_lambda_function" "refunds" {
  function_name = "refunds"
  role          = aws_iam_role.refunds.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "refunds.zip"
}

resource "aws_iam_role" "refunds" {
  name = "refunds"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}
