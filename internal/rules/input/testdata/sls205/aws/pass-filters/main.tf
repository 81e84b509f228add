# Each reader of the stream takes what is meant for it.
resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn  = aws_kinesis_stream.events.arn
  function_name     = aws_lambda_function.orders.arn
  starting_position = "LATEST"
  filter_criteria {
    filter {
      pattern = jsonencode({ data = { type = ["order"] } })
    }
  }
}

resource "aws_lambda_event_source_mapping" "refunds" {
  event_source_arn  = aws_kinesis_stream.events.arn
  function_name     = aws_lambda_function.refunds.arn
  starting_position = "LATEST"
  filter_criteria {
    filter {
      pattern = jsonencode({ data = { type = ["refund"] } })
    }
  }
}

resource "aws_kinesis_stream" "events" {
  name            = "events"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_lambda_function" "refunds" {
  function_name = "refunds"
  role          = aws_iam_role.refunds.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "refunds.zip"
}

resource "aws_iam_role" "refunds" {
  name = "refunds"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}
