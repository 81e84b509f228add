# Keys, secrets and parameters.

resource "aws_kms_key" "plain" {}

resource "aws_kms_key" "kept" {
  enable_key_rotation     = true
  deletion_window_in_days = 7
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_kms_key" "signing" {
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "RSA_2048"
}

resource "aws_kms_external_key" "imported" {}

resource "aws_kms_alias" "plain" {
  name          = "alias/plain"
  target_key_id = aws_kms_key.plain.key_id
}

resource "aws_kms_grant" "plain" {
  key_id            = aws_kms_key.plain.key_id
  grantee_principal = "arn:aws:iam::222222222222:role/theirs"
  operations        = ["Decrypt"]
}

data "aws_kms_alias" "managed" {
  name = "alias/aws/secretsmanager"
}

resource "random_password" "db" {
  length = 20
}

resource "aws_secretsmanager_secret" "plain" {
  name = "plain"
}

resource "aws_secretsmanager_secret" "own" {
  name                    = "own"
  kms_key_id              = aws_kms_alias.plain.arn
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret" "managed" {
  name       = "managed"
  kms_key_id = data.aws_kms_alias.managed.target_key_arn
}

resource "aws_secretsmanager_secret_rotation" "own" {
  secret_id           = aws_secretsmanager_secret.own.id
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:111111111111:function:rotate"
  rotation_rules {
    automatically_after_days = 30
  }
}

resource "aws_secretsmanager_secret_policy" "own" {
  secret_arn          = aws_secretsmanager_secret.own.arn
  block_public_policy = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "222222222222" }
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
    }]
  })
}

resource "aws_secretsmanager_secret_version" "plain" {
  secret_id     = aws_secretsmanager_secret.plain.id
  secret_string = "written-by-hand"
}

resource "aws_secretsmanager_secret_version" "own" {
  secret_id     = aws_secretsmanager_secret.own.id
  secret_string = random_password.db.result
}

resource "aws_ssm_parameter" "plain" {
  name  = "/app/token"
  type  = "String"
  value = "open"
}

resource "aws_ssm_parameter" "secure" {
  name  = "/app/secure"
  type  = "SecureString"
  value = "closed"
}

resource "aws_ssm_parameter" "own" {
  name   = "/app/own"
  type   = "SecureString"
  key_id = aws_kms_key.plain.arn
  value  = random_password.db.result
}
