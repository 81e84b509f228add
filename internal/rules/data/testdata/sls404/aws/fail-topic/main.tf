# SNS does not encrypt unless it is given a key.
resource "aws_sns_topic" "orders" { # want SLS404
  name = "orders"
}
