# A function that may cut logs short.
resource "aws_lambda_function" "janitor" {
  function_name = "janitor"
  role          = aws_iam_role.janitor.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "janitor.zip"
}

resource "aws_iam_role" "janitor" {
  name = "janitor"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "janitor" {
  role = aws_iam_role.janitor.id
  policy = jsonencode({ # want SLS508
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:PutRetentionPolicy", "logs:DeleteLogStream"]
      Resource = "*"
    }]
  })
}
