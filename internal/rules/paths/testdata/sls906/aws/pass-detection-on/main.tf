# Recursion detection ends the cycle.
resource "aws_sqs_queue" "ping" {
  name                    = "ping"
  sqs_managed_sse_enabled = true
}

resource "aws_sqs_queue" "pong" {
  name                    = "pong"
  sqs_managed_sse_enabled = true
}

resource "aws_lambda_event_source_mapping" "ping" {
  event_source_arn = aws_sqs_queue.ping.arn
  function_name    = aws_lambda_function.ping.arn
}

resource "aws_lambda_event_source_mapping" "pong" {
  event_source_arn = aws_sqs_queue.pong.arn
  function_name    = aws_lambda_function.pong.arn
}

resource "aws_lambda_function" "ping" {
  function_name = "ping"
  role          = aws_iam_role.ping.arn # want SLS502
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "ping.zip"
}

resource "aws_iam_role" "ping" {
  name = "ping"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "ping" {
  name = "ping"
  role = aws_iam_role.ping.id
  policy = jsonencode({ # want SLS207
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.pong.arn
    }]
  })
}

resource "aws_lambda_function" "pong" {
  function_name = "pong"
  role          = aws_iam_role.pong.arn # want SLS502
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "pong.zip"
}

resource "aws_iam_role" "pong" {
  name = "pong"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "pong" {
  name = "pong"
  role = aws_iam_role.pong.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "sqs:SendMessage"
      Resource = aws_sqs_queue.ping.arn
    }]
  })
}

resource "aws_lambda_function_recursion_config" "ping" {
  function_name  = aws_lambda_function.ping.function_name
  recursive_loop = "Terminate"
}
