output "db_password" {
  value     = random_password.db.result
  sensitive = true
}

output "secret" {
  value = aws_secretsmanager_secret.db.arn
}

resource "aws_secretsmanager_secret" "db" {
  name = "orders-db"
}

resource "random_password" "db" {
  length = 24
}
