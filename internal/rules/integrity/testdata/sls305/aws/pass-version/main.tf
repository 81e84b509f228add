# One version of the object.
resource "aws_lambda_function" "orders" {
  function_name     = "orders"
  role              = aws_iam_role.orders.arn
  runtime           = "python3.13"
  handler           = "app.handler"
  s3_bucket         = aws_s3_bucket.releases.id
  s3_key            = aws_s3_object.orders.key
  s3_object_version = aws_s3_object.orders.version_id
}

resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_s3_bucket" "releases" {
  bucket = "releases"
}

resource "aws_s3_bucket_public_access_block" "releases" {
  bucket                  = aws_s3_bucket.releases.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "releases" {
  bucket = aws_s3_bucket.releases.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_object" "orders" {
  bucket = aws_s3_bucket.releases.id
  key    = "orders.zip"
  source = "orders.zip"
}
