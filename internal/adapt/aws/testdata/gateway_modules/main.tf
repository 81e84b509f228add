terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

locals {
  handlers = toset(["list", "create"])
}

resource "aws_lambda_function" "handler" {
  for_each      = local.handlers
  function_name = each.key
  role          = "arn:aws:iam::123456789012:role/handler"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "handler.zip"
}

module "rest" {
  source = "./rest"
  routes = {
    list   = { verb = "GET", open = true, uri = aws_lambda_function.handler["list"].invoke_arn }
    create = { verb = "POST", open = false, uri = aws_lambda_function.handler["create"].invoke_arn }
  }
}

module "http" {
  source     = "./http"
  name       = "shop"
  uris       = { for name, f in aws_lambda_function.handler : name => f.invoke_arn }
  web_acl    = null
  authorized = ["create"]
}

resource "aws_wafv2_web_acl_association" "rest" {
  resource_arn = module.rest.stage_arn
  web_acl_arn  = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/guard/1"
}
