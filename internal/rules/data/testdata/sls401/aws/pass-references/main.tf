# Names, ARNs, paths and addresses are no secrets, whatever the variable is called.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"

  environment {
    variables = {
      DB_SECRET_ARN     = aws_secretsmanager_secret.db.arn
      DB_PASSWORD       = "{{resolve:secretsmanager:orders-db:SecretString:password}}"
      API_KEY           = "/orders/prod/api-key"
      SECRET_NAME       = "orders-db-Xk2p9"
      CLIENT_SECRET     = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders-client-AbCdEf"
      TOKEN_URL         = "https://auth.example.com/oauth2/token"
      PASSWORD_MIN_SIZE = "14"
      MAX_TOKENS        = "4096"
      GIT_COMMIT        = "16c7e42f292c6912e7710c838347ae178b4a0b1c"
    }
  }
}

resource "aws_secretsmanager_secret" "db" {
  name = "orders-db"
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
