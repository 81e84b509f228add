# Encrypted by default, or with keys that AWS manages.
resource "aws_sqs_queue" "orders" { # want SLS405
  name = "orders"
}

resource "aws_sns_topic" "orders" {
  name              = "orders"
  kms_master_key_id = "alias/aws/sns" # want SLS405
}

resource "aws_kinesis_stream" "orders" {
  name            = "orders"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis" # want SLS405
}

resource "aws_cloudwatch_event_bus" "orders" { # want SLS405
  name = "orders"
}
