# Terraform makes the password, so that it stands in the state (strict).
resource "aws_secretsmanager_secret_version" "db" {
  secret_id     = aws_secretsmanager_secret.db.id
  secret_string = random_password.db.result # want SLS412
}

resource "aws_secretsmanager_secret" "db" {
  name = "orders-db"
}

resource "random_password" "db" {
  length = 24
}
