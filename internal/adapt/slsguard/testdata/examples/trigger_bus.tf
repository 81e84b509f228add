resource "slsguard_secure_trigger" "shop" {
  name     = "shop"
  function = slsguard_secure_function.orders.id
  bus      = { name = aws_cloudwatch_event_bus.shop.name }
  filter = [jsonencode({
    source      = ["shop.checkout"]
    detail-type = ["order placed"]
  })]
}
