# Whether there is a boundary depends on a name that is not chosen yet.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
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
  permissions_boundary = random_pet.stage.id == "calm-otter" ? "arn:aws:iam::111122223333:policy/boundary" : null # want SLS116 unknown
}

resource "random_pet" "stage" {}
