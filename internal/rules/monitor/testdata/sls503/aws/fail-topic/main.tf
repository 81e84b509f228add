# A topic that passes no traces on.
resource "aws_sns_topic" "orders" { # want SLS503
  name              = "orders"
  kms_master_key_id = "alias/orders"
}
