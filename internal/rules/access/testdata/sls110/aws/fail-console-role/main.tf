# A role that the console made when somebody tried something out.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/service-role/test-role-a1b2c3d4" # want SLS110
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}
