# Buckets in the old and the new style, tables, repositories and file systems.

resource "aws_kms_key" "own" {}

resource "aws_s3_bucket" "plain" {
  bucket = "plain"
}

resource "aws_s3_bucket" "inline" {
  bucket = "inline"
  acl    = "public-read"
  versioning {
    enabled = true
  }
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm     = "aws:kms"
        kms_master_key_id = aws_kms_key.own.arn
      }
    }
  }
}

resource "aws_s3_bucket" "granted" {
  bucket = "granted"
  grant {
    type        = "Group"
    permissions = ["READ"]
    uri         = "http://acs.amazonaws.com/groups/global/AllUsers"
  }
}

resource "aws_s3_bucket" "apart" {
  bucket = "apart"
}

resource "aws_s3_bucket_acl" "apart" {
  bucket = aws_s3_bucket.apart.id
  acl    = "public-read-write"
}

resource "aws_s3_bucket_versioning" "apart" {
  bucket = aws_s3_bucket.apart.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "apart" {
  bucket = aws_s3_bucket.apart.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "apart" {
  bucket                  = aws_s3_bucket.apart.id
  block_public_acls       = true
  ignore_public_acls      = true
  restrict_public_buckets = false
}

resource "aws_s3_bucket_policy" "apart" {
  bucket = aws_s3_bucket.apart.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "*"
    }]
  })
}

resource "aws_s3_bucket" "closed" {
  bucket = "closed"
}

resource "aws_s3_bucket_public_access_block" "closed" {
  bucket                  = aws_s3_bucket.closed.bucket
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "owned" {
  bucket = "owned"
}

resource "aws_s3_bucket_ownership_controls" "owned" {
  bucket = aws_s3_bucket.owned.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_lambda_function" "fn" {
  function_name = "fn"
  role          = "arn:aws:iam::111111111111:role/r"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "fn.zip"
}

resource "aws_sqs_queue" "uploads" {
  name = "uploads"
}

resource "aws_s3_bucket_notification" "plain" {
  bucket      = aws_s3_bucket.plain.id
  eventbridge = true
  lambda_function {
    lambda_function_arn = aws_lambda_function.fn.arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "in/"
  }
  lambda_function {
    lambda_function_arn = aws_lambda_function.fn.arn
    events              = ["s3:ObjectRemoved:*"]
  }
  queue {
    queue_arn = aws_sqs_queue.uploads.arn
    events    = ["s3:ObjectCreated:*"]
  }
}

resource "aws_dynamodb_table" "plain" {
  name         = "plain"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "managed" {
  name         = "managed"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
  server_side_encryption {
    enabled = true
  }
  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_dynamodb_table" "own" {
  name         = "own"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.own.arn
  }
}

resource "aws_kinesis_stream" "changes" {
  name = "changes"
}

resource "aws_dynamodb_kinesis_streaming_destination" "own" {
  table_name = aws_dynamodb_table.own.name
  stream_arn = aws_kinesis_stream.changes.arn
}

resource "aws_ecr_repository" "plain" {
  name = "plain"
}

resource "aws_ecr_repository" "kms" {
  name = "kms"
  encryption_configuration {
    encryption_type = "KMS"
  }
}

resource "aws_ecr_repository_policy" "plain" {
  repository = aws_ecr_repository.plain.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "ecr:PutImage"
    }]
  })
}

resource "aws_efs_file_system" "plain" {
  creation_token = "plain"
}

resource "aws_efs_file_system" "encrypted" {
  creation_token = "encrypted"
  encrypted      = true
}
