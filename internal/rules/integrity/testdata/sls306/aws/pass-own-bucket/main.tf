# Code lies in a bucket of its own.
resource "aws_lambda_function" "orders" {
  function_name    = "orders"
  role             = aws_iam_role.orders.arn
  runtime          = "python3.13"
  handler          = "app.handler"
  s3_bucket        = aws_s3_bucket.releases.id
  s3_key           = "orders.zip"
  source_code_hash = filebase64sha256("main.tf")
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

resource "aws_lambda_function" "thumbnails" {
  function_name = "thumbnails"
  role          = aws_iam_role.thumbnails.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "thumbnails.zip"
}

resource "aws_iam_role" "thumbnails" {
  name = "thumbnails"
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

resource "aws_s3_bucket" "pictures" {
  bucket = "pictures"
}

resource "aws_s3_bucket_public_access_block" "pictures" {
  bucket                  = aws_s3_bucket.pictures.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "pictures" {
  bucket = aws_s3_bucket.pictures.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_iam_role_policy" "thumbnails" {
  role = aws_iam_role.thumbnails.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject"]
      Resource = ["${aws_s3_bucket.pictures.arn}/*"]
    }]
  })
}
