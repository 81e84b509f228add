# Queues, topics and streams with the settings that decide their safety.

resource "aws_kms_key" "own" {}

resource "aws_sqs_queue" "plain" {
  name = "plain"
}

resource "aws_sqs_queue" "off" {
  name                    = "off"
  sqs_managed_sse_enabled = false
}

resource "aws_sqs_queue" "managed" {
  name              = "managed"
  kms_master_key_id = "alias/aws/sqs"
}

resource "aws_sqs_queue" "own" {
  name                       = "own"
  kms_master_key_id          = aws_kms_key.own.arn
  visibility_timeout_seconds = 90
  message_retention_seconds  = 60
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.plain.arn
    maxReceiveCount     = 3
  })
}

resource "aws_sqs_queue" "late" {
  name = "late"
}

resource "aws_sqs_queue_redrive_policy" "late" {
  queue_url      = aws_sqs_queue.late.id
  redrive_policy = jsonencode({ deadLetterTargetArn = "arn:aws:sqs:eu-central-1:111111111111:plain", maxReceiveCount = 3 })
}

resource "aws_sqs_queue_policy" "plain" {
  queue_url = aws_sqs_queue.plain.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "sqs:SendMessage"
      Resource  = "*"
    }]
  })
}

resource "aws_sns_topic" "plain" {
  name = "plain"
}

resource "aws_sns_topic" "managed" {
  name              = "managed"
  kms_master_key_id = "arn:aws:kms:eu-central-1:111111111111:alias/aws/sns"
}

resource "aws_sns_topic" "inline" {
  name              = "inline"
  kms_master_key_id = "0c5b6fd2-7d0f-4c3d-8e44-3ac6f6a5d7ae"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "sns:Publish"
      Resource  = "*"
    }]
  })
}

resource "aws_lambda_function" "fn" {
  function_name = "fn"
  role          = "arn:aws:iam::111111111111:role/r"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "fn.zip"
}

resource "aws_sns_topic_subscription" "fn" {
  topic_arn     = aws_sns_topic.plain.arn
  protocol      = "lambda"
  endpoint      = aws_lambda_function.fn.arn
  filter_policy = jsonencode({ kind = ["order"] })
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.plain.arn
  })
}

resource "aws_sns_topic_subscription" "queue" {
  topic_arn     = aws_sns_topic.plain.arn
  protocol      = "sqs"
  endpoint      = aws_sqs_queue.plain.arn
  filter_policy = "{}"
}

resource "aws_sns_topic_subscription" "http" {
  topic_arn = aws_sns_topic.plain.arn
  protocol  = "http"
  endpoint  = "http://example.com/hook"
}

resource "aws_sns_topic_subscription" "https" {
  topic_arn = aws_sns_topic.plain.arn
  protocol  = "https"
  endpoint  = "https://user:word@example.com/hook"
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn = aws_sns_topic.plain.arn
  protocol  = "email"
  endpoint  = "ops@example.com"
}

resource "aws_kinesis_stream" "plain" {
  name = "plain"
}

resource "aws_kinesis_stream" "managed" {
  name             = "managed"
  encryption_type  = "KMS"
  kms_key_id       = "alias/aws/kinesis"
  retention_period = 48
}

resource "aws_kinesis_stream" "own" {
  name            = "own"
  encryption_type = "KMS"
  kms_key_id      = aws_kms_key.own.id
}

resource "aws_kinesis_firehose_delivery_stream" "plain" {
  name        = "plain"
  destination = "extended_s3"
}

resource "aws_kinesis_firehose_delivery_stream" "own" {
  name        = "own"
  destination = "extended_s3"
  server_side_encryption {
    enabled  = true
    key_type = "CUSTOMER_MANAGED_CMK"
    key_arn  = aws_kms_key.own.arn
  }
}

resource "aws_kinesis_firehose_delivery_stream" "fed" {
  name        = "fed"
  destination = "extended_s3"
  kinesis_source_configuration {
    kinesis_stream_arn = aws_kinesis_stream.own.arn
    role_arn           = "arn:aws:iam::111111111111:role/r"
  }
}
