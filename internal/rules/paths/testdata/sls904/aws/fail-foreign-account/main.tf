# A partner's account may change the code of an administrator.
data "aws_caller_identity" "current" {}

resource "aws_lambda_permission" "partner" {
  function_name = aws_lambda_function.deploy.function_name
  action        = "lambda:UpdateFunctionCode"
  principal     = "444455556666" # want SLS904
}

resource "aws_lambda_function" "deploy" {
  function_name = "deploy"
  role          = aws_iam_role.deploy.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "deploy.zip"
}

resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "deploy" {
  name = "deploy"
  role = aws_iam_role.deploy.id
  policy = jsonencode({ # want SLS105
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "*"
      Resource = "*"
    }]
  })
}
