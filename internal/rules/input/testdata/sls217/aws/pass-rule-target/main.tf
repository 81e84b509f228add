# The event only fills in data.
resource "aws_cloudwatch_event_rule" "orders" {
  name          = "orders"
  event_pattern = jsonencode({ source = ["com.example.orders"] })
}

resource "aws_cloudwatch_event_target" "orders" {
  rule     = aws_cloudwatch_event_rule.orders.name
  arn      = "arn:aws:states:eu-central-1:123456789012:stateMachine:orders"
  role_arn = aws_iam_role.orders.arn
  input_transformer {
    input_paths    = { table = "$.detail.table", id = "$.detail.id" }
    input_template = "{\"TableName\": \"orders\", \"id\": \"<id>\"}"
  }
}

resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "events.amazonaws.com" }
    }]
  })
}
