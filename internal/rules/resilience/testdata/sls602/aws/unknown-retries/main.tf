# The number of retries comes from another resource of the plan.
resource "aws_lambda_event_source_mapping" "clicks" {
  event_source_arn       = aws_kinesis_stream.clicks.arn
  function_name          = aws_lambda_function.clicks.arn
  starting_position      = "LATEST"
  maximum_retry_attempts = aws_ssm_parameter.retries.version # want SLS602 unknown
}

resource "aws_ssm_parameter" "retries" {
  name  = "retries"
  type  = "SecureString"
  value = "5"
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
