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

# Whoever publishes on Google Cloud runs an administrator's function on AWS.
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_pubsub_topic_iam_member" "anyone" {
  topic  = google_pubsub_topic.orders.name
  role   = "roles/pubsub.publisher"
  member = "allUsers" # want SLS204 SLS903
}

resource "google_pubsub_subscription" "orders" {
  name  = "orders"
  topic = google_pubsub_topic.orders.name

  push_config {
    push_endpoint = aws_lambda_function_url.orders.function_url # want SLS209
  }
}

resource "aws_lambda_function_url" "orders" {
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "AWS_IAM"
}

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
}

resource "aws_iam_role_policy_attachment" "orders" {
  role       = aws_iam_role.orders.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess" # want SLS105
}
