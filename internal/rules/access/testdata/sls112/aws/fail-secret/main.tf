# All that can be done with the secret but to delete it.
resource "aws_secretsmanager_secret_policy" "orders" {
  secret_arn = aws_secretsmanager_secret.orders.arn
  policy = jsonencode({ # want SLS112
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:role/reader" }
      NotAction = "secretsmanager:DeleteSecret"
      Resource  = "*"
    }]
  })
}

resource "aws_secretsmanager_secret" "orders" {
  name = "orders"
}
