# The ACL lets everybody write.
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

resource "aws_s3_bucket" "releases" { # want SLS411
  bucket = "releases"
}

resource "aws_s3_bucket_acl" "releases" {
  bucket = aws_s3_bucket.releases.id
  acl    = "public-read-write" # want SLS306 SLS411
}
