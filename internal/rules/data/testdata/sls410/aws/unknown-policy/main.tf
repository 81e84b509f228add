resource "aws_iam_role_policy" "orders" {
  role   = aws_iam_role.orders.id
  policy = terraform_data.generated.output
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

# Its output is known only after apply, and may be null.
resource "terraform_data" "generated" {
  input = timestamp()
}

resource "aws_iam_role" "orders" { # want SLS410 unknown
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
