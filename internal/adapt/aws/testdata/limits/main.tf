resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  parent_id   = aws_api_gateway_rest_api.orders.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_deployment" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
}

resource "aws_api_gateway_stage" "all" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  deployment_id = aws_api_gateway_deployment.orders.id
  stage_name    = "all"
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  stage_name  = aws_api_gateway_stage.all.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit = 0.5
  }
}

# -1 is the same as nothing.
resource "aws_api_gateway_method_settings" "one" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  stage_name  = aws_api_gateway_stage.all.stage_name
  method_path = "v1~1orders/GET"

  settings {
    throttling_rate_limit  = -1
    throttling_burst_limit = -1
  }
}

resource "aws_api_gateway_stage" "planned" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  deployment_id = aws_api_gateway_deployment.orders.id
  stage_name    = "planned"
}

resource "aws_api_gateway_usage_plan" "planned" {
  name = "planned"

  api_stages {
    api_id = aws_api_gateway_rest_api.orders.id
    stage  = "planned"
  }

  quota_settings {
    limit  = 1000
    period = "DAY"
  }
}

resource "aws_api_gateway_stage" "open" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  deployment_id = aws_api_gateway_deployment.orders.id
  stage_name    = "open"
}

resource "aws_api_gateway_method_settings" "somewhere" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  stage_name  = aws_api_gateway_stage.open.stage_name
  method_path = "${aws_api_gateway_resource.orders.path}/GET"

  settings {
    throttling_burst_limit = 5
  }
}

resource "aws_apigatewayv2_api" "users" {
  name          = "users"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "users" {
  api_id = aws_apigatewayv2_api.users.id
  name   = "$default"

  default_route_settings {
    detailed_metrics_enabled = true
  }

  route_settings {
    route_key              = "GET /users"
    throttling_burst_limit = 5
  }
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = "{}"
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = aws_iam_role.worker.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "worker.zip"

  dead_letter_config {
    target_arn = aws_sqs_queue.failed.arn
  }
}

resource "aws_lambda_function" "blank" {
  function_name = "blank"
  role          = aws_iam_role.worker.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "blank.zip"

  dead_letter_config {
    target_arn = ""
  }
}

# Which function it is about is known only after apply.
resource "aws_lambda_function_event_invoke_config" "either" {
  function_name                = element([aws_lambda_function.worker.arn, aws_lambda_function.blank.arn], aws_ssm_parameter.pick.version)
  maximum_event_age_in_seconds = 60
}

resource "aws_ssm_parameter" "pick" {
  name  = "pick"
  type  = "SecureString"
  value = "0"
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "failed" {
  name = "failed"
}

resource "aws_lambda_event_source_mapping" "jobs" {
  event_source_arn = aws_sqs_queue.jobs.arn
  function_name    = aws_lambda_function.worker.arn
}

resource "aws_lambda_event_source_mapping" "stream" {
  event_source_arn  = aws_kinesis_stream.clicks.arn
  function_name     = aws_lambda_function.worker.arn
  starting_position = "LATEST"

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.failed.arn
    }
  }
}

resource "aws_kinesis_stream" "clicks" {
  name = "clicks"
}

resource "aws_budgets_budget" "account" {
  name         = "account"
  budget_type  = "COST"
  limit_amount = "100"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}
