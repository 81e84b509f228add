# A pipe has the same default.
resource "aws_pipes_pipe" "clicks" {
  name     = "clicks"
  role_arn = aws_iam_role.pipe.arn
  source   = aws_kinesis_stream.clicks.arn
  target   = aws_sqs_queue.clicks.arn

  source_parameters {
    kinesis_stream_parameters { # want SLS602
      starting_position = "LATEST"
    }
  }
}

resource "aws_kinesis_stream" "clicks" {
  name            = "clicks"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
}

resource "aws_sqs_queue" "clicks" {
  name = "clicks"
}

resource "aws_iam_role" "pipe" {
  name = "pipe"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "pipes.amazonaws.com" }
    }]
  })
}
