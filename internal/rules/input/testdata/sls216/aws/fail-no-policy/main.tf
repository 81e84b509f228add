# A private API without a policy says of no network that it may call.
resource "aws_api_gateway_rest_api" "internal" { # want SLS216
  name = "internal"
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}
