# The same, looked up by its name.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = data.aws_iam_role.orders.arn # want SLS110
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

data "aws_iam_role" "orders" {
  name = "lambda_basic_execution"
}
