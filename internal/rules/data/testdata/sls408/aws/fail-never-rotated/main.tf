resource "aws_secretsmanager_secret" "db" { # want SLS408
  name = "orders-db"
}
