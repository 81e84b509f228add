resource "aws_kms_key" "orders" { # want SLS407
  description = "orders"
}

resource "aws_kms_key" "archive" {
  description         = "archive"
  enable_key_rotation = false # want SLS407
}
