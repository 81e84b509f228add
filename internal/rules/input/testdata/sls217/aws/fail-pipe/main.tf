# The message says which bucket the workflow uses.
resource "aws_pipes_pipe" "orders" {
  name     = "orders"
  role_arn = aws_iam_role.orders.arn
  source   = aws_sqs_queue.orders.arn
  target   = "arn:aws:states:eu-central-1:123456789012:stateMachine:orders"
  target_parameters {
    input_template = "{\"Bucket\": \"<$.body.bucket>\"}" # want SLS217
  }
}

resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  visibility_timeout_seconds = 60
}

resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "pipes.amazonaws.com" }
    }]
  })
}
