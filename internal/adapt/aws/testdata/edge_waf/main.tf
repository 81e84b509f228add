terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "shop" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_stage" "guarded" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d1"
  stage_name    = "guarded"
}

resource "aws_api_gateway_stage" "open" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d1"
  stage_name    = "open"
}

resource "aws_api_gateway_rest_api" "second" {
  name = "second"
}

resource "aws_api_gateway_method" "second" {
  rest_api_id   = aws_api_gateway_rest_api.second.id
  resource_id   = aws_api_gateway_rest_api.second.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_stage" "second" {
  rest_api_id   = aws_api_gateway_rest_api.second.id
  deployment_id = "d1"
  stage_name    = "second"
}

resource "aws_appsync_graphql_api" "graph" {
  name                = "graph"
  authentication_type = "AWS_IAM"
}

resource "aws_cognito_user_pool" "people" {
  name = "people"
}

resource "aws_lb" "public" {
  name    = "public"
  subnets = ["subnet-1", "subnet-2"]
}

resource "aws_wafv2_web_acl_association" "guarded" {
  resource_arn = aws_api_gateway_stage.guarded.arn
  web_acl_arn  = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/guard/1"
}

resource "aws_wafregional_web_acl_association" "second" {
  resource_arn = "arn:aws:apigateway:eu-central-1::/restapis/${aws_api_gateway_rest_api.second.id}/stages/second"
  web_acl_id   = "1"
}

resource "aws_wafv2_web_acl_association" "graph" {
  resource_arn = aws_appsync_graphql_api.graph.arn
  web_acl_arn  = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/guard/1"
}

resource "aws_wafv2_web_acl_association" "people" {
  resource_arn = aws_cognito_user_pool.people.arn
  web_acl_arn  = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/guard/1"
}
