terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

resource "aws_lambda_function" "authorizer" {
  function_name = "authorizer"
  role          = "arn:aws:iam::123456789012:role/authorizer"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

resource "aws_appsync_graphql_api" "open" {
  name                = "open"
  authentication_type = "API_KEY"
  log_config {
    cloudwatch_logs_role_arn = "arn:aws:iam::123456789012:role/logs"
    field_log_level          = "ALL"
  }
}

resource "aws_appsync_graphql_api" "closed" {
  name                = "closed"
  authentication_type = "AWS_LAMBDA"
  visibility          = "PRIVATE"
  lambda_authorizer_config {
    authorizer_uri                   = aws_lambda_function.authorizer.arn
    authorizer_result_ttl_in_seconds = 7200
  }
  additional_authentication_provider {
    authentication_type = "API_KEY"
  }
  log_config {
    cloudwatch_logs_role_arn = "arn:aws:iam::123456789012:role/logs"
    field_log_level          = "ALL"
    exclude_verbose_content  = true
  }
}

resource "aws_appsync_datasource" "orders" {
  api_id = aws_appsync_graphql_api.open.id
  name   = "orders"
  type   = "AWS_LAMBDA"
  lambda_config {
    function_arn = aws_lambda_function.orders.arn
  }
}

resource "aws_appsync_datasource" "legacy" {
  api_id = aws_appsync_graphql_api.open.id
  name   = "legacy"
  type   = "HTTP"
  http_config {
    endpoint = "http://legacy.example.com"
  }
}

resource "aws_appsync_resolver" "orders" {
  api_id           = aws_appsync_graphql_api.open.id
  type             = "Query"
  field            = "orders"
  data_source      = aws_appsync_datasource.orders.name
  request_template = "{\"version\": \"2018-05-29\"}"
}

resource "aws_appsync_api_key" "open" {
  api_id = aws_appsync_graphql_api.open.id
}

resource "aws_appsync_api_cache" "open" {
  api_id                     = aws_appsync_graphql_api.open.id
  api_caching_behavior       = "FULL_REQUEST_CACHING"
  type                       = "SMALL"
  ttl                        = 60
  at_rest_encryption_enabled = true
}
