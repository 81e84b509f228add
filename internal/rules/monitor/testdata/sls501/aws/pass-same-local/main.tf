# Both names are made of the same parts.
locals {
  name = "orders-${random_pet.stage.id}"
}

resource "random_pet" "stage" {}

resource "aws_lambda_function" "orders" {
  function_name = local.name
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
  name              = "/aws/lambda/${local.name}"
  retention_in_days = 365
}
