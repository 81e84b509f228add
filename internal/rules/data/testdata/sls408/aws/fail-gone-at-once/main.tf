resource "aws_secretsmanager_secret" "db" {
  name                    = "orders-db"
  recovery_window_in_days = 0 # want SLS408
}

resource "aws_secretsmanager_secret_rotation" "db" {
  secret_id           = aws_secretsmanager_secret.db.id
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:123456789012:function:rotate"
  rotation_rules {
    automatically_after_days = 30
  }
}
