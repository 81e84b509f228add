# The function learns where the secret is and reads it with its own permissions.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"

  environment {
    variables = {
      DB_SECRET_ARN = aws_secretsmanager_secret.db.arn
      API_KEY_NAME  = aws_ssm_parameter.api_key.name
      STAGE_CONFIG  = aws_ssm_parameter.stage.value
    }
  }
}

resource "aws_secretsmanager_secret" "db" {
  name = "orders-db"
}

resource "aws_ssm_parameter" "api_key" {
  name             = "/orders/api-key"
  type             = "SecureString"
  value_wo         = "set by hand"
  value_wo_version = 1
}

resource "aws_ssm_parameter" "stage" {
  name  = "/orders/stage"
  type  = "String"
  value = "prod"
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
