# Declarations in modules and with for_each, which refer to each other by way of both.
terraform {
  required_providers {
    aws      = { source = "hashicorp/aws", version = "6.25.0" }
    slsguard = { source = "slsguard/slsguard" }
  }
}

provider "slsguard" {
  aws { region = "eu-central-1" }
}

provider "aws" {
  region                      = "eu-central-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

resource "aws_sqs_queue" "orders" {
  for_each                  = toset(["north", "south"])
  name                      = "orders-${each.key}"
  sqs_managed_sse_enabled   = true
  message_retention_seconds = 3600
}

module "shop" {
  source   = "./shop"
  for_each = toset(["north", "south"])
  name     = each.key
  failed   = aws_sqs_queue.orders["south"].arn
}

resource "slsguard_secure_trigger" "orders" {
  for_each = aws_sqs_queue.orders
  name     = "orders-${each.key}"
  function = module.shop[each.key].function
  queue    = { source = each.value.arn }
  filter   = [jsonencode({ body = { type = ["order"] } })]
}
