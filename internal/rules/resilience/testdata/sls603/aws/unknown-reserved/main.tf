# How many may run is known only after apply.
resource "aws_lambda_function" "hook" {
  function_name = "hook"
  role          = aws_iam_role.hook.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "hook.zip"

  reserved_concurrent_executions = aws_ssm_parameter.limit.version > 3 ? 50 : -1 # want SLS603 unknown
}

resource "aws_iam_role" "hook" {
  name = "hook"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_lambda_function_url" "hook" {
  function_name      = aws_lambda_function.hook.function_name
  authorization_type = "NONE" # want SLS101
}

resource "aws_ssm_parameter" "limit" {
  name  = "limit"
  type  = "SecureString"
  value = "50"
}
