# Tags can be moved.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  package_type  = "Image"
  image_uri     = data.aws_ecr_image.orders.image_uri
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

data "aws_ecr_image" "orders" {
  repository_name = aws_ecr_repository.orders.name
  image_tag       = "v12"
  depends_on      = [aws_ecr_repository.orders]
}

resource "aws_ecr_repository" "orders" {
  name                 = "orders"
  image_tag_mutability = "MUTABLE" # want SLS308
  image_scanning_configuration {
    scan_on_push = true
  }
}
