# Policies on objects that the configuration does not declare.

locals {
  open = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }]
  })
}

data "aws_sqs_queue" "described" {
  name = "described"
}

data "aws_lambda_function" "described" {
  function_name = "described"
}

resource "aws_sqs_queue" "own" {
  name = "own"
}

resource "aws_sqs_queue_policy" "own" {
  queue_url = aws_sqs_queue.own.url
  policy    = local.open
}

resource "aws_sqs_queue_policy" "described" {
  queue_url = data.aws_sqs_queue.described.url
  policy    = local.open
}

resource "aws_sqs_queue_policy" "named" {
  queue_url = "https://sqs.eu-central-1.amazonaws.com/123456789012/named"
  policy    = local.open
}

resource "aws_sqs_queue_policy" "later" {
  queue_url = terraform_data.url.output
  policy    = local.open
}

resource "terraform_data" "url" {
  input = timestamp()
}

resource "aws_sqs_queue_redrive_policy" "named" {
  queue_url      = "https://sqs.eu-central-1.amazonaws.com/123456789012/named"
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.own.arn, maxReceiveCount = 3 })
}

resource "aws_lambda_event_source_mapping" "named" {
  function_name    = "described"
  event_source_arn = "arn:aws:sqs:eu-central-1:123456789012:named"
}

resource "aws_lambda_permission" "described" {
  function_name = data.aws_lambda_function.described.function_name
  action        = "lambda:InvokeFunction"
  principal     = "*"
}

resource "aws_sns_topic_policy" "named" {
  arn    = "arn:aws:sns:eu-central-1:123456789012:named"
  policy = local.open
}

resource "aws_s3_bucket_policy" "named" {
  bucket = "named-bucket"
  policy = local.open
}

resource "aws_s3_bucket_public_access_block" "named" {
  bucket                  = "named-bucket"
  block_public_policy     = true
  restrict_public_buckets = true
}

resource "aws_ecr_repository_policy" "named" {
  repository = "named"
  policy     = local.open
}

resource "aws_cloudwatch_event_bus_policy" "named" {
  event_bus_name = "named"
  policy         = local.open
}

resource "aws_secretsmanager_secret_policy" "named" {
  secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:named-AbCdEf"
  policy     = local.open
}

resource "aws_kms_key_policy" "named" {
  key_id = "1234abcd-12ab-34cd-56ef-1234567890ab"
  policy = local.open
}

resource "aws_kinesis_resource_policy" "named" {
  resource_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/named"
  policy       = local.open
}

resource "aws_dynamodb_resource_policy" "named" {
  resource_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/named"
  policy       = local.open
}

resource "aws_lambda_layer_version_permission" "named" {
  layer_name     = "arn:aws:lambda:eu-central-1:123456789012:layer:named"
  version_number = 1
  statement_id   = "all"
  action         = "lambda:GetLayerVersion"
  principal      = "*"
}

resource "aws_api_gateway_rest_api_policy" "named" {
  rest_api_id = "a1b2c3d4e5"
  policy      = local.open
}
