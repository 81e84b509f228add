# The role that the console once made for all functions of an account.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/lambda_basic_execution" # want SLS110
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}
