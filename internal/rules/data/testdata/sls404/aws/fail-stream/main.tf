resource "aws_kinesis_stream" "orders" { # want SLS404
  name        = "orders"
  shard_count = 1
}

resource "aws_kinesis_stream" "clicks" {
  name            = "clicks"
  shard_count     = 1
  encryption_type = "NONE" # want SLS404
}
