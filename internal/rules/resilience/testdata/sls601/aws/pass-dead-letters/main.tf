# Failed events and undelivered ones are kept.
resource "aws_lambda_function" "audit" {
  function_name = "audit"
  role          = aws_iam_role.audit.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "audit.zip"

  dead_letter_config {
    target_arn = aws_sqs_queue.failed.arn
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

resource "aws_cloudwatch_event_rule" "logins" {
  name          = "logins"
  event_pattern = jsonencode({ source = ["aws.signin"] })
}

resource "aws_cloudwatch_event_target" "audit" {
  rule = aws_cloudwatch_event_rule.logins.name
  arn  = aws_lambda_function.audit.arn

  dead_letter_config {
    arn = aws_sqs_queue.failed.arn
  }
}

resource "aws_sqs_queue" "failed" {
  name                      = "failed"
  message_retention_seconds = 1209600
}
