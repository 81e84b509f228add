# Failed messages are gone before those that wait.
resource "aws_sqs_queue" "orders" {
  name                      = "orders"
  message_retention_seconds = 1209600

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "failed" {
  name                      = "failed"
  message_retention_seconds = 86400 # want SLS609
}
