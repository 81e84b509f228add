# Either limit ends it: tries for records that fail, age for records that wait.
resource "aws_lambda_event_source_mapping" "clicks" {
  event_source_arn               = aws_kinesis_stream.clicks.arn
  function_name                  = aws_lambda_function.clicks.arn
  starting_position              = "LATEST"
  bisect_batch_on_function_error = true
  maximum_retry_attempts         = 5

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.failed.arn
    }
  }
}

resource "aws_lambda_event_source_mapping" "aged" {
  event_source_arn              = aws_kinesis_stream.clicks.arn
  function_name                 = aws_lambda_function.aged.arn
  starting_position             = "LATEST"
  maximum_record_age_in_seconds = 3600

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.failed.arn
    }
  }
}

resource "aws_kinesis_stream" "clicks" {
  name            = "clicks"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
}

resource "aws_lambda_function" "clicks" {
  function_name = "clicks"
  role          = aws_iam_role.clicks.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "clicks.zip"
}

resource "aws_iam_role" "clicks" {
  name = "clicks"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_lambda_function" "aged" {
  function_name = "aged"
  role          = aws_iam_role.aged.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "aged.zip"
}

resource "aws_iam_role" "aged" {
  name = "aged"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_sqs_queue" "failed" {
  name                      = "failed"
  message_retention_seconds = 1209600
}
