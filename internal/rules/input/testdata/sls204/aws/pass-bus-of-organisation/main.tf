# Only accounts of one organisation.
resource "aws_cloudwatch_event_permission" "organisation" {
  event_bus_name = aws_cloudwatch_event_bus.orders.name
  statement_id   = "organisation"
  principal      = "*"
  condition {
    type  = "StringEquals"
    key   = "aws:PrincipalOrgID"
    value = "o-a1b2c3d4e5"
  }
}

resource "aws_cloudwatch_event_bus" "orders" {
  name = "orders"
}
