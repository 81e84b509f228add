resource "aws_secretsmanager_secret" "db" {
  name                    = "orders-db"
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret_policy" "db" {
  secret_arn = aws_secretsmanager_secret.db.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:role/orders" }
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
    }]
  })
}

resource "aws_secretsmanager_secret_rotation" "db" {
  secret_id           = aws_secretsmanager_secret.db.id
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:123456789012:function:rotate"
  rotation_rules {
    automatically_after_days = 30
  }
}

resource "aws_ssm_parameter" "db_password" {
  name             = "/orders/prod/db-password"
  type             = "SecureString"
  value_wo         = "set by hand"
  value_wo_version = 1
}

resource "aws_ssm_parameter" "secret_name" {
  name  = "/orders/prod/db-password-secret-arn"
  type  = "String"
  value = aws_secretsmanager_secret.db.arn
}
