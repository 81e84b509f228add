# In a FIFO queue the age of a message that is moved starts anew.
resource "aws_sqs_queue" "orders" {
  name       = "orders.fifo"
  fifo_queue = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "failed" {
  name       = "failed.fifo"
  fifo_queue = true
}
