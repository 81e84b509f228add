# No function works on it: it may be meant, but has to be said.
resource "aws_s3_bucket_policy" "orders" {
  bucket = aws_s3_bucket.orders.id
  policy = jsonencode({ # want SLS411
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::orders/*"
    }]
  })
}

resource "aws_s3_bucket" "orders" { # want SLS411
  bucket = "orders"
}
