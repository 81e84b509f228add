resource "aws_secretsmanager_secret_version" "db" {
  secret_id     = aws_secretsmanager_secret.db.id
  secret_string = "Tr0ub4dor&3" # want SLS412
}

resource "aws_secretsmanager_secret" "db" {
  name = "orders-db"
}
