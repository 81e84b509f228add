resource "aws_secretsmanager_secret" "db" {
  name   = "orders-db"
  policy = terraform_data.generated.output # want SLS408 unknown
}

resource "aws_secretsmanager_secret_rotation" "db" {
  secret_id           = aws_secretsmanager_secret.db.id
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:123456789012:function:rotate"
  rotation_rules {
    automatically_after_days = 30
  }
}

# Its output is known only after apply, and may be null.
resource "terraform_data" "generated" {
  input = timestamp()
}
