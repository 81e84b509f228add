# A stage that records no traces.
resource "aws_api_gateway_stage" "live" { # want SLS503
  rest_api_id   = "a1b2c3d4e5"
  deployment_id = "d1e2f3"
  stage_name    = "live"
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/shop/api"
    format          = jsonencode({ requestId = "$context.requestId", ip = "$context.identity.sourceIp", status = "$context.status" })
  }
}
