resource "aws_s3_bucket" "orders" { # want SLS414
  bucket = "orders"
}
