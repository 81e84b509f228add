# What is built elsewhere may end in a digest, or not.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  package_type  = "Image"
  image_uri     = terraform_data.setting.output # want SLS303 unknown
}

resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "terraform_data" "setting" {
  input = timestamp()
}
