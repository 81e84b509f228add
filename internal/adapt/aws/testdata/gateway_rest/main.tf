terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

data "aws_region" "here" {}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

resource "aws_lambda_function" "authorizer" {
  function_name = "authorizer"
  role          = "arn:aws:iam::123456789012:role/authorizer"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_rest_api" "inside" {
  name                         = "inside"
  disable_execute_api_endpoint = true
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_resource" "order" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_resource.orders.id
  path_part   = "{id}"
}

resource "aws_api_gateway_request_validator" "body" {
  name                  = "body"
  rest_api_id           = aws_api_gateway_rest_api.shop.id
  validate_request_body = true
}

resource "aws_api_gateway_request_validator" "idle" {
  name        = "idle"
  rest_api_id = aws_api_gateway_rest_api.shop.id
}

resource "aws_cognito_user_pool" "people" {
  name = "people"
}

resource "aws_api_gateway_authorizer" "token" {
  name           = "token"
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  authorizer_uri = aws_lambda_function.authorizer.invoke_arn
}

resource "aws_api_gateway_authorizer" "request" {
  name                             = "request"
  rest_api_id                      = aws_api_gateway_rest_api.shop.id
  type                             = "REQUEST"
  identity_source                  = "method.request.header.X-User, context.identity.sourceIp"
  authorizer_result_ttl_in_seconds = 3600
  authorizer_uri                   = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
}

resource "aws_api_gateway_authorizer" "people" {
  name          = "people"
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  type          = "COGNITO_USER_POOLS"
  provider_arns = [aws_cognito_user_pool.people.arn]
}

resource "aws_api_gateway_method" "root" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id          = aws_api_gateway_rest_api.shop.id
  resource_id          = aws_api_gateway_resource.orders.id
  http_method          = "GET"
  authorization        = "AWS_IAM"
  api_key_required     = true
  request_validator_id = aws_api_gateway_request_validator.idle.id
}

resource "aws_api_gateway_method" "change" {
  rest_api_id          = aws_api_gateway_rest_api.shop.id
  resource_id          = aws_api_gateway_resource.order.id
  http_method          = "PUT"
  authorization        = "CUSTOM"
  authorizer_id        = aws_api_gateway_authorizer.token.id
  request_validator_id = aws_api_gateway_request_validator.body.id
}

resource "aws_api_gateway_method" "preflight" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "elsewhere" {
  rest_api_id          = "a1b2c3d4e5"
  resource_id          = "abc123"
  http_method          = "POST"
  authorization        = "COGNITO_USER_POOLS"
  request_validator_id = "xyz"
}

# By path and verb, not by a reference to the method.
resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_resource.orders.id
  http_method             = "GET"
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:${data.aws_region.here.id}:lambda:path/2015-03-31/functions/${aws_lambda_function.orders.arn}/invocations"
}

resource "aws_api_gateway_integration" "change" {
  rest_api_id             = aws_api_gateway_method.change.rest_api_id
  resource_id             = aws_api_gateway_method.change.resource_id
  http_method             = aws_api_gateway_method.change.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.orders.invoke_arn
}

resource "aws_api_gateway_integration" "root" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.root.http_method
  type                    = "HTTP"
  integration_http_method = "GET"
  uri                     = "http://legacy.example.com/"
  request_parameters = {
    "integration.request.header.X-Api-Key" = "'s3cr3t-value'"
    "integration.request.header.X-User"    = "context.authorizer.user"
  }
  request_templates = {
    "application/vnd.shop.v1+json" = "{\"body\": $input.json('$')}"
  }
}

resource "aws_api_gateway_integration" "preflight" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_resource.orders.id
  http_method = aws_api_gateway_method.preflight.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_integration_response" "preflight" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_resource.orders.id
  http_method = aws_api_gateway_method.preflight.http_method
  status_code = "200"
  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin"      = "'*'"
    "method.response.header.Access-Control-Allow-Methods"     = "'GET, PUT'"
    "method.response.header.Access-Control-Allow-Credentials" = "'true'"
  }
}

resource "aws_api_gateway_gateway_response" "error" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  response_type = "DEFAULT_4XX"
  response_parameters = {
    "gatewayresponse.header.Access-Control-Allow-Origin" = "'https://shop.example.com'"
  }
}

resource "aws_api_gateway_gateway_response" "failure" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  response_type = "DEFAULT_5XX"
  response_parameters = {
    "gatewayresponse.header.Access-Control-Allow-Origin" = "'*'"
  }
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id           = aws_api_gateway_rest_api.shop.id
  deployment_id         = aws_api_gateway_deployment.shop.id
  stage_name            = "live"
  cache_cluster_enabled = true
  cache_cluster_size    = "0.5"
  variables = {
    backend = "http://backend.example.com"
    colour  = "blue"
  }
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:shop"
    format          = "$context.requestId"
  }
}

resource "aws_api_gateway_stage" "test" {
  rest_api_id   = aws_api_gateway_deployment.shop.rest_api_id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "test"
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"
  settings {
    caching_enabled    = true
    data_trace_enabled = true
  }
}

resource "aws_api_gateway_method_settings" "test" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = "test"
  method_path = "*/*"
  settings {
    caching_enabled = true
    metrics_enabled = true
  }
}

resource "aws_api_gateway_domain_name" "shop" {
  domain_name              = "shop.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
  security_policy          = "TLS_1_2"
  mutual_tls_authentication {
    truststore_uri = "s3://trust/store.pem"
  }
}

resource "aws_api_gateway_base_path_mapping" "shop" {
  api_id      = aws_api_gateway_rest_api.shop.id
  domain_name = aws_api_gateway_domain_name.shop.domain_name
}

resource "aws_api_gateway_base_path_mapping" "unknown" {
  api_id      = aws_api_gateway_rest_api.inside.id
  domain_name = "old.example.com"
}

resource "aws_api_gateway_api_key" "written" {
  name  = "written"
  value = "abcdefghijklmnopqrstuvwxyz"
}

resource "aws_api_gateway_api_key" "made" {
  name = "made"
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_api_gateway_method" "queue" {
  rest_api_id      = aws_api_gateway_rest_api.inside.id
  resource_id      = aws_api_gateway_rest_api.inside.root_resource_id
  http_method      = "POST"
  authorization    = "NONE"
  api_key_required = true
}

resource "aws_api_gateway_integration" "queue" {
  rest_api_id             = aws_api_gateway_rest_api.inside.id
  resource_id             = aws_api_gateway_rest_api.inside.root_resource_id
  http_method             = aws_api_gateway_method.queue.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:eu-central-1:sqs:path/123456789012/${aws_sqs_queue.jobs.name}"
}
