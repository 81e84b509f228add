resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  deployment_id = aws_api_gateway_deployment.orders.id
  stage_name    = "prod"
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:orders-api"
    format          = jsonencode({ requestId = "$context.requestId", keyId = "$context.identity.apiKeyId", sub = "$context.authorizer.claims.sub" })
  }
}

resource "aws_api_gateway_deployment" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
}

resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}
