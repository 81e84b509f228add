# Neither the function nor the rule's target keeps what fails.
resource "aws_lambda_function" "audit" { # want SLS601
  function_name = "audit"
  role          = aws_iam_role.audit.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "audit.zip"
}

resource "aws_iam_role" "audit" {
  name = "audit"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_cloudwatch_event_rule" "logins" {
  name          = "logins"
  event_pattern = jsonencode({ source = ["aws.signin"] })
}

resource "aws_cloudwatch_event_target" "audit" { # want SLS601
  rule = aws_cloudwatch_event_rule.logins.name
  arn  = aws_lambda_function.audit.arn
}
