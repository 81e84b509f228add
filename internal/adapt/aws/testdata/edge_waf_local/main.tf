terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_stage" "one" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d1"
  stage_name    = "one"
}

resource "aws_cognito_user_pool" "people" {
  name = "people"
}

resource "aws_apigatewayv2_api" "http" {
  name          = "http"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "http" {
  api_id = aws_apigatewayv2_api.http.id
  name   = "$default"
}

locals {
  guarded = [aws_api_gateway_stage.one.arn]
}

resource "aws_wafv2_web_acl_association" "guarded" {
  resource_arn = local.guarded[0]
  web_acl_arn  = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/guard/1"
}
