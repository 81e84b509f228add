# A bus without log.
resource "aws_cloudwatch_event_bus" "orders" { # want SLS505
  name = "orders"
}
