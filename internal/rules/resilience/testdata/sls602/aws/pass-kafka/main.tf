# Kafka has no such limits to set for pollers that are not provisioned.
resource "aws_lambda_event_source_mapping" "clicks" {
  event_source_arn  = "arn:aws:kafka:eu-central-1:111122223333:cluster/clicks/1"
  function_name     = aws_lambda_function.clicks.arn
  topics            = ["clicks"]
  starting_position = "LATEST"
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
