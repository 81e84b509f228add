# Passwords and keys in the environment, as values and within JSON.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"

  environment {
    variables = {
      DB_PASSWORD    = "hunter2-on-prod!"                                      # want SLS401
      STRIPE_API_KEY = "a8f5f167f44f4964e6c998dee827110c"                      # want SLS401
      SETTINGS       = jsonencode({ user = "orders", password = "Tr0ub4dor" }) # want SLS401
      TABLE          = "orders"
    }
  }
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
