# The value of an encrypted parameter, not its name.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"

  environment {
    variables = {
      API_KEY = aws_ssm_parameter.api_key.value # want SLS402
    }
  }
}

resource "aws_ssm_parameter" "api_key" {
  name             = "/orders/api-key"
  type             = "SecureString"
  value_wo         = "set by hand"
  value_wo_version = 1
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
