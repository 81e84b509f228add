# Every secret in here has CANARY in it: none may show in any output.
variable "api_token" {
  type      = string
  sensitive = true
  default   = "tok-CANARY-variable-1f9d8e7c6b5a"
}

locals {
  password = "CANARY-local-Zx9!kQ2#"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"

  environment {
    variables = {
      DB_PASSWORD  = "CANARY-literal-S3cr3t!9"
      DB_PASSWORD2 = local.password
      API_TOKEN    = var.api_token
      DATABASE_URL = "postgres://admin:CANARYurlpass99@db.example.com/orders"
      GITHUB_TOKEN = "ghp_CANARYCANARYCANARYCANARYCANARY123456"
    }
  }
}

resource "aws_lambda_function_url" "orders" {
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "NONE"
}

resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "*" }
      Condition = { StringEquals = { "aws:PrincipalTag/x" = "CANARY-tag" } }
    }]
  })
}

resource "aws_ssm_parameter" "password" {
  name  = "/orders/db_password"
  type  = "String"
  value = "CANARY-parameter-Pa55w0rd"
}

resource "aws_secretsmanager_secret" "db" {
  name                    = "orders-db"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "db" {
  secret_id     = aws_secretsmanager_secret.db.id
  secret_string = "CANARY-version-8h7g6f5d"
}

resource "aws_cloudwatch_event_connection" "partner" {
  name               = "partner"
  authorization_type = "API_KEY"

  auth_parameters {
    api_key {
      key   = "x-api-key"
      value = "CANARY-connection-key-77"
    }
  }
}

resource "aws_cloudwatch_event_api_destination" "partner" {
  name                = "partner"
  connection_arn      = aws_cloudwatch_event_connection.partner.arn
  http_method         = "POST"
  invocation_endpoint = "http://user:CANARYbasicauth@partner.example.com/hook"
}

resource "aws_sns_topic" "orders" {
  name = "orders"
}

resource "aws_sns_topic_subscription" "partner" {
  topic_arn = aws_sns_topic.orders.arn
  protocol  = "http"
  endpoint  = "http://hook:CANARYsubscription@partner.example.com/sns?token=CANARYquery55"
}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = aws_iam_role.orders.arn
  definition = jsonencode({
    StartAt = "Call"
    States = {
      Call = {
        Type     = "Task"
        Resource = "arn:aws:states:::lambda:invoke"
        Parameters = {
          FunctionName = "orders"
          Payload      = { password = "CANARY-definition-q1w2e3r4" }
        }
        End = true
      }
    }
  })
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "live"

  stage_variables = {
    password = "CANARY-stage-variable-0p9o8i"
    backend  = "http://svc:CANARYstageurl@backend.internal/"
  }
}

resource "aws_scheduler_schedule" "nightly" {
  name                = "nightly"
  schedule_expression = "rate(1 day)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_function.orders.arn
    role_arn = aws_iam_role.orders.arn
    input    = jsonencode({ api_key = "CANARY-schedule-input-zz88" })
  }
}

output "password" {
  value     = var.api_token
  sensitive = true
}

output "db_secret" {
  value = nonsensitive(aws_secretsmanager_secret_version.db.secret_string)
}
