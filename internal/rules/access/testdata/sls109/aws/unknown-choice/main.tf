# Which role the second function runs as depends on a parameter.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

resource "aws_lambda_function" "payments" {
  function_name = "payments"
  role          = data.aws_ssm_parameter.setting.value == "shared" ? aws_iam_role.orders.arn : aws_iam_role.payments.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "payments.zip"
}

data "aws_ssm_parameter" "setting" {
  name = "/orders/${random_pet.stage.id}"
}

resource "random_pet" "stage" {}

resource "aws_iam_role" "orders" { # want SLS109 unknown
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

resource "aws_iam_role" "payments" {
  name = "payments"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}
