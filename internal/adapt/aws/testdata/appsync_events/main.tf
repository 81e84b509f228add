resource "aws_cognito_user_pool" "people" {
  name = "people"
}

resource "aws_lambda_function" "handler" {
  function_name = "handler"
  role          = "arn:aws:iam::123456789012:role/handler"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "app.zip"
}

resource "aws_appsync_api" "chat" {
  name = "chat"
  event_config {
    auth_provider {
      auth_type = "API_KEY"
    }
    auth_provider {
      auth_type = "AMAZON_COGNITO_USER_POOLS"
      cognito_config {
        aws_region   = "eu-central-1"
        user_pool_id = aws_cognito_user_pool.people.id
      }
    }
    auth_provider {
      auth_type = "AWS_LAMBDA"
      lambda_authorizer_config {
        authorizer_uri                   = aws_lambda_function.handler.arn
        authorizer_result_ttl_in_seconds = 60
      }
    }
    auth_provider {
      auth_type = "OPENID_CONNECT"
      openid_connect_config {
        issuer = "https://issuer.example.com"
      }
    }
    connection_auth_mode {
      auth_type = "AMAZON_COGNITO_USER_POOLS"
    }
    connection_auth_mode {
      auth_type = "API_KEY"
    }
    default_publish_auth_mode {
      auth_type = "AWS_IAM"
    }
    default_subscribe_auth_mode {
      auth_type = "API_KEY"
    }
    log_config {
      cloudwatch_logs_role_arn = "arn:aws:iam::123456789012:role/logs"
      log_level                = "ALL"
    }
  }
}

resource "aws_appsync_datasource" "handler" {
  api_id           = aws_appsync_api.chat.api_id
  name             = "handler"
  type             = "AWS_LAMBDA"
  service_role_arn = "arn:aws:iam::123456789012:role/source"
  lambda_config {
    function_arn = aws_lambda_function.handler.arn
  }
}

resource "aws_appsync_channel_namespace" "open" {
  api_id        = aws_appsync_api.chat.api_id
  name          = "open"
  code_handlers = "export const onPublish = (ctx) => ctx.events"
  publish_auth_mode {
    auth_type = "API_KEY"
  }
}
