# The address is known only after apply.
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = terraform_data.backend.output # want SLS210 unknown
}

resource "terraform_data" "backend" {
  input = timestamp()
}
