# A REST API without access log.
resource "aws_api_gateway_stage" "live" { # want SLS504
  rest_api_id          = "a1b2c3d4e5"
  deployment_id        = "d1e2f3"
  stage_name           = "live"
  xray_tracing_enabled = true
}
