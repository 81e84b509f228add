# Settings whose object stands behind a local value: without the HCL at hand, no plan tells which one it is.

resource "aws_s3_bucket" "maybe" {
  bucket = "maybe"
}

resource "aws_s3_bucket" "certain" {
  bucket = "certain"
}

resource "aws_s3_bucket_public_access_block" "certain" {
  bucket                  = aws_s3_bucket.certain.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "certain" {
  bucket = aws_s3_bucket.certain.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_sqs_queue" "maybe" {
  name = "maybe"
}

resource "aws_lambda_function" "maybe" {
  function_name = "maybe"
  role          = "arn:aws:iam::111111111111:role/r"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "fn.zip"
}

locals {
  bucket   = aws_s3_bucket.maybe.id
  queue    = aws_sqs_queue.maybe.id
  function = aws_lambda_function.maybe.arn
}

resource "aws_s3_bucket_public_access_block" "any" {
  bucket                  = local.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "any" {
  bucket = local.bucket
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_s3_bucket_acl" "any" {
  bucket = local.bucket
  acl    = "public-read"
}

resource "aws_s3_bucket_versioning" "any" {
  bucket = local.bucket
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "any" {
  bucket = local.bucket
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_sqs_queue_redrive_policy" "any" {
  queue_url      = local.queue
  redrive_policy = jsonencode({ deadLetterTargetArn = "arn:aws:sqs:eu-central-1:111111111111:dlq", maxReceiveCount = 3 })
}

resource "aws_lambda_function_recursion_config" "any" {
  function_name  = local.function
  recursive_loop = "Allow"
}

resource "aws_lambda_permission" "any" {
  action        = "lambda:InvokeFunction"
  function_name = local.function
  principal     = "*"
}

resource "aws_lambda_function_url" "any" {
  function_name      = local.function
  authorization_type = "NONE"
}
