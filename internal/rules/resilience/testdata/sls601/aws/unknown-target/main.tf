# Whether there is a dead-letter queue is known only when the module that makes it has been applied.
resource "aws_ssm_parameter" "dead_letters" {
  name  = "dead-letters"
  type  = "SecureString"
  value = "none"
}

resource "aws_lambda_function" "audit" {
  function_name = "audit"
  role          = aws_iam_role.audit.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "audit.zip"

  dynamic "dead_letter_config" {
    for_each = aws_ssm_parameter.dead_letters.version > 1 ? [1] : []

    content {
      target_arn = "arn:aws:sqs:eu-central-1:111122223333:failed" # want SLS601 unknown
    }
  }
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

resource "aws_lambda_permission" "topic" {
  function_name = aws_lambda_function.audit.function_name
  action        = "lambda:InvokeFunction"
  principal     = "sns.amazonaws.com"
  source_arn    = "arn:aws:sns:eu-central-1:111122223333:logins"
}
