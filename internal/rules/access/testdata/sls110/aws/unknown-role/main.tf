# The role stands in a parameter.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = data.aws_ssm_parameter.setting.value # want SLS110 unknown
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

data "aws_ssm_parameter" "setting" {
  name = "/orders/${random_pet.stage.id}"
}

resource "random_pet" "stage" {}
