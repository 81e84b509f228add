# A role that the plan knows only by its ARN, and functions that one resource makes.
locals {
  role = "arn:aws:iam::123456789012:role/shared"
}

resource "aws_lambda_function" "worker" {
  for_each      = toset(["orders", "payments"])
  function_name = each.key
  role          = local.role # want SLS109
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "worker.zip"
}
