# The address that integrations use stands in a stage variable.
resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "live"
  stage_variables = {
    backend = "http://orders.example.com" # want SLS210
  }
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}
