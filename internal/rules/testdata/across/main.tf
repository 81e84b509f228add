# A function on AWS acts on Google Cloud by a key that does not expire.
resource "aws_lambda_function" "export" {
  function_name = "export"
  role          = aws_iam_role.export.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "export.zip"

  environment {
    variables = {
      GOOGLE_CREDENTIALS = google_service_account_key.export.private_key # want SLS113
    }
  }
}

resource "aws_iam_role" "export" {
  name = "export"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "google_service_account" "export" {
  account_id = "export"
}

resource "google_service_account_key" "export" {
  service_account_id = google_service_account.export.name
}
