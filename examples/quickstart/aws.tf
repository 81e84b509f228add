# What the function works with. On AWS this is yours already; the demonstration (make demo) has its own.
terraform {
  required_providers {
    aws      = { source = "hashicorp/aws", version = "~> 6.0" }
    slsguard = { source = "slsguard/slsguard", version = "~> 0.1" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

provider "slsguard" {
  aws { region = "eu-central-1" }
}

resource "aws_dynamodb_table" "orders" {
  name                        = "orders"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = true

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_secretsmanager_secret" "db" {
  name = "db"
}

# Lambda asks for six times the function's timeout of 30 seconds.
resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  visibility_timeout_seconds = 180
  sqs_managed_sse_enabled    = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "failed" {
  name                      = "orders-failed"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}
