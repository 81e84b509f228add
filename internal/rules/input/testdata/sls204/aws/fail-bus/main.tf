# Any account may put events on the bus.
resource "aws_cloudwatch_event_permission" "anyone" {
  event_bus_name = aws_cloudwatch_event_bus.orders.name
  statement_id   = "anyone"
  principal      = "*" # want SLS204
}

resource "aws_cloudwatch_event_bus" "orders" {
  name = "orders"
}
