# A VPC link stays within the private network.
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "http://orders.internal/{proxy}"
  connection_type    = "VPC_LINK"
  connection_id      = "a1b2c3"
}
