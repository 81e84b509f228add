# One role for a set of functions.
resource "aws_lambda_function" "jobs" {
  for_each = toset(["orders", "payments"])

  function_name = each.key
  role          = aws_iam_role.jobs.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "${each.key}.zip"
}

resource "aws_iam_role" "jobs" { # want SLS109
  name = "jobs"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}
