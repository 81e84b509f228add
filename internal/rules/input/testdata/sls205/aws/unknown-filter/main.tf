# What the subscriber takes is known only after apply.
resource "aws_sns_topic_subscription" "orders" {
  topic_arn     = aws_sns_topic.events.arn
  protocol      = "lambda"
  endpoint      = aws_lambda_function.orders.arn
  filter_policy = terraform_data.filter.output # want SLS205 unknown
}

resource "terraform_data" "filter" {
  input = timestamp()
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
