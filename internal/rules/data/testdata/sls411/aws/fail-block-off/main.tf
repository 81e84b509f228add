# Two of the four switches are off.
resource "aws_s3_bucket_public_access_block" "orders" {
  bucket              = aws_s3_bucket.orders.id
  block_public_acls   = true
  block_public_policy = false # want SLS411
  ignore_public_acls  = true
}

resource "aws_s3_bucket" "orders" {
  bucket = "orders"
}
