# An environment in a dynamic block, as modules for functions have it: only the HCL tells where its values come from.
variable "settings" {
  type    = map(string)
  default = { TABLE = "orders" }
}

locals {
  environment = merge(var.settings, { DB_PASSWORD = random_password.db.result })
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"

  dynamic "environment" {
    for_each = [local.environment]
    content {
      variables = environment.value # want SLS402
    }
  }
}

resource "random_password" "db" {
  length = 32
}
