# Requests are logged.
resource "aws_apigatewayv2_stage" "live" {
  api_id      = "a1b2c3d4e5"
  name        = "live"
  auto_deploy = true
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/shop/api"
    format          = jsonencode({ requestId = "$context.requestId", ip = "$context.identity.sourceIp", status = "$context.status" })
  }
}
