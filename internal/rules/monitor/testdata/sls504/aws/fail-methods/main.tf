# Errors on the way to the function are not logged.
resource "aws_api_gateway_stage" "live" {
  rest_api_id   = "a1b2c3d4e5"
  deployment_id = "d1e2f3"
  stage_name    = "live"
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/shop/api"
    format          = jsonencode({ requestId = "$context.requestId", ip = "$context.identity.sourceIp", status = "$context.status" })
  }
  xray_tracing_enabled = true
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = "a1b2c3d4e5"
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"
  settings {
    logging_level   = "OFF" # want SLS504
    metrics_enabled = true
  }
}
