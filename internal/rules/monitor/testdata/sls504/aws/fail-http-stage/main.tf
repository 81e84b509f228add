# An HTTP API without access log.
resource "aws_apigatewayv2_stage" "live" { # want SLS504
  api_id      = "a1b2c3d4e5"
  name        = "live"
  auto_deploy = true
}
