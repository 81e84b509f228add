resource "aws_dynamodb_table" "orders" { # want SLS405
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_s3_bucket" "orders" { # want SLS405
  bucket = "orders"
}

resource "aws_cloudwatch_log_group" "orders" { # want SLS405
  name              = "/aws/lambda/orders"
  retention_in_days = 90
}

resource "aws_secretsmanager_secret" "db" { # want SLS405
  name = "orders-db"
}

resource "aws_ssm_parameter" "api_key" { # want SLS405
  name             = "/orders/api-key"
  type             = "SecureString"
  value_wo         = "set by hand"
  value_wo_version = 1
}

resource "aws_ecr_repository" "orders" { # want SLS405
  name = "orders"
}
