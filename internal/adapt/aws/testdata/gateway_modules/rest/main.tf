variable "routes" {
  type = map(object({ verb = string, open = bool, uri = string }))
}

resource "aws_api_gateway_rest_api" "this" {
  name = "rest"
}

resource "aws_api_gateway_resource" "this" {
  for_each    = var.routes
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = each.key
}

resource "aws_api_gateway_method" "this" {
  for_each      = var.routes
  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_resource.this[each.key].id
  http_method   = each.value.verb
  authorization = each.value.open ? "NONE" : "AWS_IAM"
}

resource "aws_api_gateway_integration" "this" {
  for_each                = var.routes
  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_resource.this[each.key].id
  http_method             = aws_api_gateway_method.this[each.key].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = each.value.uri
}

resource "aws_api_gateway_stage" "this" {
  count         = 1
  rest_api_id   = aws_api_gateway_rest_api.this.id
  deployment_id = "d1"
  stage_name    = "live"
}

output "stage_arn" {
  value = one(aws_api_gateway_stage.this[*].arn)
}
