# Every account of one organisation, and no other.
resource "aws_lambda_permission" "organisation" {
  function_name    = aws_lambda_function.webhook.function_name
  action           = "lambda:InvokeFunction"
  principal        = "*"
  principal_org_id = "o-a1b2c3d4e5"
}

resource "aws_lambda_function" "webhook" {
  function_name = "webhook"
  role          = aws_iam_role.webhook.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "webhook.zip"
}

resource "aws_iam_role" "webhook" {
  name = "webhook"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}
