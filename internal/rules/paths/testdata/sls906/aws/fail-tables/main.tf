# Two functions write to the table that starts the other one.
resource "aws_dynamodb_table" "orders" {
  name             = "orders"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "stock" {
  name             = "stock"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_dynamodb_table.orders.stream_arn
  function_name    = aws_lambda_function.reserve.arn
}

resource "aws_lambda_event_source_mapping" "stock" {
  event_source_arn = aws_dynamodb_table.stock.stream_arn
  function_name    = aws_lambda_function.notify.arn
}

resource "aws_lambda_function" "reserve" {
  function_name = "reserve"
  role          = aws_iam_role.reserve.arn # want SLS502
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "reserve.zip"
}

resource "aws_iam_role" "reserve" {
  name = "reserve"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "reserve" {
  name = "reserve"
  role = aws_iam_role.reserve.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "dynamodb:PutItem"
      Resource = aws_dynamodb_table.stock.arn
    }]
  })
}

resource "aws_lambda_function" "notify" {
  function_name = "notify"
  role          = aws_iam_role.notify.arn # want SLS502
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "notify.zip"
}

resource "aws_iam_role" "notify" {
  name = "notify"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "notify" {
  name = "notify"
  role = aws_iam_role.notify.id
  policy = jsonencode({ # want SLS207, SLS906
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "dynamodb:UpdateItem"
      Resource = aws_dynamodb_table.orders.arn
    }]
  })
}
