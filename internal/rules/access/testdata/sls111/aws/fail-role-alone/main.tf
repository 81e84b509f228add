# The function is declared elsewhere; the role is made for it.
resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({ # want SLS111
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { Service = "lambda.amazonaws.com" }
      },
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "*" }
      },
    ]
  })
}
