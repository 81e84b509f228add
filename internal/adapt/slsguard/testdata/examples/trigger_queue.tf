resource "slsguard_secure_trigger" "orders" {
  name     = "orders"
  function = slsguard_secure_function.orders.id
  queue    = { source = aws_sqs_queue.orders.arn }
  filter   = [jsonencode({ body = { type = ["order"] } })]
}
