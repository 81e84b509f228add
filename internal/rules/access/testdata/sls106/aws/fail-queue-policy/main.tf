# The sender may also change the queue's policy.
resource "aws_sqs_queue_policy" "orders" {
  queue_url = aws_sqs_queue.orders.url
  policy = jsonencode({ # want SLS106
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Sender"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:role/sender" }
      Action    = "sqs:*"
      Resource  = "arn:aws:sqs:eu-west-1:111122223333:orders"
    }]
  })
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
