# How long failed messages are kept is known only after apply.
resource "aws_sqs_queue" "orders" {
  name = "orders"

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "failed" {
  name                      = "failed"
  message_retention_seconds = 86400 * aws_ssm_parameter.days.version # want SLS609 unknown
}

resource "aws_ssm_parameter" "days" {
  name  = "days"
  type  = "SecureString"
  value = "14"
}
