resource "aws_s3_bucket" "orders" {
  bucket = "orders"
}

resource "aws_s3_bucket_versioning" "orders" {
  bucket = aws_s3_bucket.orders.id
  versioning_configuration {
    status = "Suspended" # want SLS414
  }
}
