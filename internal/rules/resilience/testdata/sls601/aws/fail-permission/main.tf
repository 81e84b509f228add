# Only the permission shows that a topic of another plan invokes the function.
resource "aws_lambda_function" "billing" { # want SLS601
  function_name = "billing"
  role          = aws_iam_role.billing.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "billing.zip"
}

resource "aws_iam_role" "billing" {
  name = "billing"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_lambda_permission" "topic" {
  function_name = aws_lambda_function.billing.function_name
  action        = "lambda:InvokeFunction"
  principal     = "sns.amazonaws.com"
  source_arn    = "arn:aws:sns:eu-central-1:111122223333:invoices"
}
