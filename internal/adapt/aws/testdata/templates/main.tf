# Texts that hold values known only after apply.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "a"
  secret_key                  = "a"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

locals {
  bucket = aws_s3_bucket.data.arn
  writes = ["s3:PutObject", "s3:DeleteObject"]
}

resource "aws_s3_bucket" "data" {
  bucket_prefix = "data-"
}

resource "aws_s3_bucket" "other" {
  bucket_prefix = "other-"
}

resource "aws_sqs_queue" "dlq" {
  for_each = toset(["orders", "mail"])
}

resource "aws_sqs_queue" "orders" {
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dlq["orders"].arn
    maxReceiveCount     = 3
  })
}

resource "aws_sqs_queue_policy" "orders" {
  queue_url = aws_sqs_queue.orders.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Bucket"
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.orders.arn
      Condition = { ArnLike = { "aws:SourceArn" = local.bucket } }
      }, {
      Effect    = "Allow"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = "${aws_sqs_queue.orders.arn}"
    }]
  })
}

resource "aws_iam_role" "worker" {
  name_prefix        = "worker-"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "worker" {
  role = aws_iam_role.worker.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [for action in local.writes : { Effect = "Allow", Action = action, Resource = "${local.bucket}/*" }],
      [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = [for q in aws_sqs_queue.dlq : q.arn] }],
    )
  })
}

resource "aws_iam_role_policy" "unclear" {
  role   = aws_iam_role.worker.id
  policy = replace(jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = local.bucket }] }), "s3", "sqs")
}

data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject"]
    resources = [local.bucket, "${local.bucket}/public/*", "arn:aws:s3:::fixed/*"]
  }
}

resource "aws_iam_policy" "read" {
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_api_gateway_rest_api" "api" {
  name = "api"
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = aws_iam_role.worker.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "f.zip"
}

resource "aws_lambda_permission" "wide" {
  function_name = aws_lambda_function.f.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.api.execution_arn}/*/*"
}

resource "aws_cloudwatch_event_rule" "all" {
  event_pattern = jsonencode({ account = [aws_s3_bucket.data.id] })
}

resource "aws_cloudwatch_event_rule" "some" {
  event_pattern = jsonencode({ source = ["aws.s3"], resources = [local.bucket] })
}

resource "aws_sfn_state_machine" "m" {
  role_arn = aws_iam_role.worker.arn
  definition = jsonencode({
    StartAt = "Store"
    States = { Store = {
      Type       = "Task", Resource = "arn:aws:states:::aws-sdk:s3:putObject", End = true
      Parameters = { "Bucket.$" = "$.bucket", "Key" = aws_s3_bucket.data.id }
    } }
  })
}
