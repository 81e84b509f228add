resource "aws_kinesis_firehose_delivery_stream" "orders" { # want SLS404
  name        = "orders"
  destination = "extended_s3"
  extended_s3_configuration {
    role_arn   = aws_iam_role.orders.arn
    bucket_arn = "arn:aws:s3:::orders-archive"
  }
}

resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "firehose.amazonaws.com" }
    }]
  })
}
