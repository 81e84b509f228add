resource "aws_sqs_queue_policy" "orders" {
  queue_url = aws_sqs_queue.orders.id
  policy    = terraform_data.generated.output # want SLS406 unknown SLS411 unknown
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

# Its output is known only after apply, and may be null.
resource "terraform_data" "generated" {
  input = timestamp()
}
