# Any account may put events on the bus: the condition holds for all of them.
resource "aws_cloudwatch_event_bus_policy" "orders" {
  event_bus_name = aws_cloudwatch_event_bus.orders.name
  policy = jsonencode({ # want SLS204
    Version = "2012-10-17"
    Statement = [{
      Sid       = "anyone"
      Effect    = "Allow"
      Principal = "*"
      Action    = "events:PutEvents"
      Resource  = "arn:aws:events:eu-central-1:123456789012:event-bus/orders"
      Condition = { StringLike = { "aws:PrincipalAccount" = "*" } }
    }]
  })
}

resource "aws_cloudwatch_event_bus" "orders" {
  name = "orders"
}
