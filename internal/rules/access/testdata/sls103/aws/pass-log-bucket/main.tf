# A bucket that only keeps logs: nobody acts on what is put there.
resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::orders-logs/*"
    }]
  })
}

resource "aws_s3_bucket" "logs" {
  bucket = "orders-logs"
}
