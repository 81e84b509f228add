terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

locals {
  invoke = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:orders/invocations"
}

resource "aws_api_gateway_rest_api" "swagger" {
  name = "swagger"
  body = jsonencode({
    swagger                                = "2.0"
    info                                   = { title = "swagger", version = "1" }
    security                               = [{ people = [] }]
    "x-amazon-apigateway-request-validator" = "all"
    "x-amazon-apigateway-request-validators" = {
      all  = { validateRequestBody = true, validateRequestParameters = true }
      none = { validateRequestBody = false, validateRequestParameters = false }
    }
    "x-amazon-apigateway-policy" = {
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "*" }]
    }
    securityDefinitions = {
      people = {
        type = "apiKey", name = "Authorization", in = "header"
        "x-amazon-apigateway-authtype"   = "cognito_user_pools"
        "x-amazon-apigateway-authorizer" = { type = "cognito_user_pools", providerARNs = ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_abc"] }
      }
      custom = {
        type = "apiKey", name = "Unused", in = "header"
        "x-amazon-apigateway-authtype" = "custom"
        "x-amazon-apigateway-authorizer" = {
          type           = "token", authorizerUri = local.invoke, authorizerResultTtlInSeconds = 60
          identitySource = "method.request.header.Authorization", identityValidationExpression = "^Bearer .+$"
        }
      }
      sigv4 = { type = "apiKey", name = "Authorization", in = "header", "x-amazon-apigateway-authtype" = "awsSigv4" }
      key   = { type = "apiKey", name = "x-api-key", in = "header" }
      basic = { type = "basic" }
    }
    paths = {
      "/inherited" = { get = { "x-amazon-apigateway-integration" = { type = "aws_proxy", uri = local.invoke } } }
      "/open"      = { post = { security = [], "x-amazon-apigateway-request-validator" = "none" } }
      "/custom"    = { get = { security = [{ custom = [] }] } }
      "/iam"       = { get = { security = [{ sigv4 = [], key = [] }] } }
      "/keyed"     = { get = { security = [{ key = [] }] } }
      "/ignored"   = { get = { security = [{ basic = [] }] } }
      "/flagged"   = { get = { security = [], "x-amazon-apigateway-auth" = { type = "AWS_IAM" } } }
      "/any" = {
        "x-amazon-apigateway-any-method" = {
          "x-amazon-apigateway-integration" = { type = "http_proxy", uri = "http://old.example.com" }
        }
        options = {
          security = []
          "x-amazon-apigateway-integration" = {
            type      = "mock"
            responses = { default = { responseParameters = { "method.response.header.Access-Control-Allow-Origin" = "'*'" } } }
          }
        }
      }
    }
  })
}

resource "aws_apigatewayv2_api" "openapi" {
  name          = "openapi"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "openapi", version = "1" }
    components = {
      securitySchemes = {
        jwt = {
          type = "oauth2"
          "x-amazon-apigateway-authorizer" = {
            type             = "jwt"
            identitySource   = "$request.header.Authorization"
            jwtConfiguration = { issuer = "https://issuer.example.com", audience = ["shop"] }
          }
        }
      }
    }
    "x-amazon-apigateway-cors" = { allowOrigins = ["*"], allowCredentials = true }
    paths = {
      "/in"      = { get = { security = [{ jwt = ["read"] }] } }
      "/out"     = { get = {} }
      "$default" = { "x-amazon-apigateway-any-method" = {} }
    }
  })
}

resource "aws_api_gateway_rest_api" "yaml" {
  name = "yaml"
  body = <<-YAML
    swagger: "2.0"
    x-invoke: &invoke
      type: aws_proxy
      uri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:other/invocations
    securityDefinitions:
      signed: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}
    paths:
      /open:
        get: {x-amazon-apigateway-integration: *invoke}
      /signed:
        get:
          security: [{signed: []}]
          x-amazon-apigateway-integration: {<<: *invoke, type: mock}
  YAML
}

resource "aws_apigatewayv2_api" "yaml" {
  name          = "yaml"
  protocol_type = "HTTP"
  body          = <<-YAML
    openapi: 3.0.1
    paths:
      /hook: {post: {responses: {200: {description: done}}}}
  YAML
}

resource "aws_api_gateway_rest_api" "broken" {
  name = "broken"
  body = "paths: ["
}

resource "aws_api_gateway_rest_api" "later" {
  name = "later"
  body = jsonencode({
    openapi = "3.0.1"
    paths   = { "/" = { get = { "x-amazon-apigateway-integration" = { uri = aws_lambda_function.orders.invoke_arn } } } }
  })
}

resource "aws_api_gateway_rest_api" "empty" {
  name = "empty"
}

resource "aws_api_gateway_rest_api_put" "filled" {
  rest_api_id = aws_api_gateway_rest_api.empty.id
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "filled", version = "1" }
    paths   = { "/put" = { get = { "x-amazon-apigateway-integration" = { type = "aws_proxy", uri = local.invoke } } } }
  })
}

resource "aws_api_gateway_rest_api" "bare" {
  name = "bare"
}
