# The name is like the console's, but the path is not known yet.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = data.aws_iam_role.orders.arn # want SLS110 unknown
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

data "aws_iam_role" "orders" {
  name       = "orders-role-a1b2c3d4"
  depends_on = [random_pet.stage]
}

resource "random_pet" "stage" {}
