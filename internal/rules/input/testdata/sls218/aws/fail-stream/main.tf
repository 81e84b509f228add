# One bad record of five thousand makes all of them come again.
resource "aws_lambda_event_source_mapping" "events" {
  event_source_arn  = aws_kinesis_stream.events.arn
  function_name     = aws_lambda_function.events.arn
  starting_position = "LATEST"
  batch_size        = 5000 # want SLS218
}

resource "aws_kinesis_stream" "events" {
  name            = "events"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
}

resource "aws_lambda_function" "events" {
  function_name = "events"
  role          = aws_iam_role.events.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "events.zip"
}

resource "aws_iam_role" "events" {
  name = "events"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}
