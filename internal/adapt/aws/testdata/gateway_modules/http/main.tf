variable "name" { type = string }
variable "uris" { type = map(string) }
variable "authorized" { type = list(string) }
variable "web_acl" { type = string }

resource "aws_apigatewayv2_api" "this" {
  count         = 1
  name          = var.name
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "this" {
  for_each               = var.uris
  api_id                 = aws_apigatewayv2_api.this[0].id
  integration_type       = "AWS_PROXY"
  integration_uri        = each.value
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "this" {
  for_each           = var.uris
  api_id             = aws_apigatewayv2_api.this[0].id
  route_key          = "POST /${each.key}"
  authorization_type = contains(var.authorized, each.key) ? "AWS_IAM" : "NONE"
  target             = "integrations/${aws_apigatewayv2_integration.this[each.key].id}"
}
