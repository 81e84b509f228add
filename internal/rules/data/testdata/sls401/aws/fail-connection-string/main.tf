# A password within an address.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"

  environment {
    variables = {
      DATABASE_URL = "postgres://orders:s3cr3tPw@db.internal:5432/orders"                     # want SLS401
      REPORTING_DB = "Server=db.internal;Database=reports;User Id=orders;Password=Tr0ub4dor;" # want SLS401
    }
  }
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
