# SQS encrypts by itself, unless it is told not to.
resource "aws_sqs_queue" "orders" {
  name                    = "orders"
  sqs_managed_sse_enabled = false # want SLS404
}
