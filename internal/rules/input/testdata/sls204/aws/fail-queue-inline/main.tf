# The same in the queue's own policy; nothing reads from the queue yet.
resource "aws_sqs_queue" "orders" {
  name = "orders"
  policy = jsonencode({ # want SLS204 SLS411
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "sqs:*"
      Resource  = "*"
    }]
  })
}
