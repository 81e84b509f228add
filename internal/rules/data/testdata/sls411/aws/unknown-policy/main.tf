resource "aws_s3_bucket_policy" "orders" {
  bucket = aws_s3_bucket.orders.id
  policy = terraform_data.generated.output # want SLS411 unknown
}

resource "aws_s3_bucket" "orders" { # want SLS411
  bucket = "orders"
}

# Its output is known only after apply, and may be null.
resource "terraform_data" "generated" {
  input = timestamp()
}
