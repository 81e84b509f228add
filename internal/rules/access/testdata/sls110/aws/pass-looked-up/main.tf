# Looked up, and named by somebody.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = data.aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

data "aws_iam_role" "orders" {
  name = "orders"
}
