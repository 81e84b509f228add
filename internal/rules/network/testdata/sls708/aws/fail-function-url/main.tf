# The function has a public address, and its name says what for.
resource "aws_lambda_function" "user_admin" {
  function_name = "user-admin"
  role          = aws_iam_role.user_admin.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "user-admin.zip"
}

resource "aws_iam_role" "user_admin" {
  name = "user-admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_lambda_function_url" "user_admin" {
  function_name      = aws_lambda_function.user_admin.function_name
  authorization_type = "NONE" # want SLS101 SLS708
}
