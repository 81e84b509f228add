variable "name" { type = string }
variable "role" { type = string }

resource "aws_lambda_function" "this" {
  function_name = var.name
  role          = var.role # want SLS502
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "hook.zip"
}

resource "aws_lambda_function_url" "this" {
  function_name      = aws_lambda_function.this.function_name
  authorization_type = "NONE" # want SLS101
}
