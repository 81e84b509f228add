# Anyone may read what failed.
resource "aws_sqs_queue" "orders" {
  name = "orders"

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "failed" {
  name                      = "failed"
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue_policy" "failed" {
  queue_url = aws_sqs_queue.failed.id
  policy = jsonencode({ # want SLS411 SLS609
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sqs:ReceiveMessage"
      Principal = "*"
      Resource  = aws_sqs_queue.failed.arn
    }]
  })
}
