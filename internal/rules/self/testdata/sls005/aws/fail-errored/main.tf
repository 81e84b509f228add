# want (plan) SLS005
# A precondition does not hold, so that planning stops half way.
variable "reviewed" {
  type    = bool
  default = false
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"

  lifecycle {
    precondition {
      condition     = var.reviewed
      error_message = "The code must be reviewed."
    }
  }
}
