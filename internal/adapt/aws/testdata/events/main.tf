resource "aws_iam_role" "caller" {
  name               = "caller"
  assume_role_policy = "{}"
}

resource "aws_kms_key" "events" {}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.caller.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_sqs_queue" "dead" {
  name = "dead"
}

# --- buses

resource "aws_cloudwatch_event_bus" "orders" {
  name               = "orders"
  kms_key_identifier = aws_kms_key.events.arn
  dead_letter_config {
    arn = aws_sqs_queue.dead.arn
  }
}

resource "aws_cloudwatch_event_bus" "plain" {
  name = "plain"
}

resource "aws_cloudwatch_event_permission" "everyone" {
  event_bus_name = aws_cloudwatch_event_bus.plain.name
  principal      = "*"
  statement_id   = "Everyone"
}

resource "aws_cloudwatch_event_permission" "organisation" {
  event_bus_name = aws_cloudwatch_event_bus.orders.name
  principal      = "*"
  statement_id   = "Organisation"
  condition {
    key   = "aws:PrincipalOrgID"
    type  = "StringEquals"
    value = "o-1234567890"
  }
}

resource "aws_cloudwatch_event_permission" "default_bus" {
  principal    = "123456789012"
  statement_id = "Partner"
}

resource "aws_cloudwatch_event_bus" "shared" {
  name = "shared"
}

resource "aws_cloudwatch_event_bus_policy" "shared" {
  event_bus_name = aws_cloudwatch_event_bus.shared.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Partner"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::210987654321:root" }
      Action    = "events:PutEvents"
      Resource  = "*"
    }]
  })
}

resource "aws_cloudwatch_event_archive" "orders" {
  name             = "orders-archive"
  event_source_arn = aws_cloudwatch_event_bus.orders.arn
  retention_days   = 7

  kms_key_identifier = aws_kms_key.events.arn
}

# --- rules and targets

resource "aws_cloudwatch_event_rule" "catch_all" {
  name           = "catch-all"
  event_bus_name = aws_cloudwatch_event_bus.plain.name
  event_pattern  = jsonencode({ account = ["123456789012"] })
}

resource "aws_cloudwatch_event_rule" "named" {
  name          = "named"
  event_pattern = jsonencode({ source = ["shop.orders"] })
  state         = "DISABLED"
}

resource "aws_cloudwatch_event_rule" "later" {
  name          = "later"
  event_pattern = jsonencode({ resources = [aws_kms_key.events.arn] })
}

resource "aws_cloudwatch_event_rule" "hourly" {
  name                = "hourly"
  schedule_expression = "rate(1 hour)"
}

resource "aws_cloudwatch_event_target" "catch_all" {
  rule           = aws_cloudwatch_event_rule.catch_all.name
  event_bus_name = aws_cloudwatch_event_bus.plain.name
  target_id      = "orders"
  arn            = aws_lambda_function.orders.arn
  dead_letter_config {
    arn = aws_sqs_queue.dead.arn
  }
}

resource "aws_cloudwatch_event_target" "named" {
  rule      = aws_cloudwatch_event_rule.named.name
  target_id = "named"
  arn       = aws_sfn_state_machine.work.arn
  role_arn  = aws_iam_role.caller.arn
  input_transformer {
    input_paths = {
      bucket  = "$.detail.bucket"
      account = "$.account"
    }
    input_template = "{\"Bucket\": \"my-<bucket>\", \"TopicArn\": \"arn:aws:sns:eu-west-1:<account>:x\", \"note\": \"<bucket>\"}"
  }
}

resource "aws_cloudwatch_event_target" "hourly" {
  rule  = aws_cloudwatch_event_rule.hourly.name
  arn   = aws_sqs_queue.orders.arn
  input = jsonencode({ token = "s3cr3t" })
}

resource "aws_cloudwatch_event_target" "elsewhere" {
  rule = "made-by-hand"
  arn  = aws_lambda_function.orders.arn
}

resource "aws_sfn_state_machine" "work" {
  name       = "work"
  role_arn   = aws_iam_role.caller.arn
  definition = jsonencode({ StartAt = "A", States = { A = { Type = "Succeed" } } })
}

# --- deliveries

resource "random_password" "api" {
  length = 20
}

resource "aws_cloudwatch_event_connection" "literal" {
  name               = "literal"
  authorization_type = "API_KEY"
  kms_key_identifier = aws_kms_key.events.arn
  auth_parameters {
    api_key {
      key   = "x-key"
      value = "0123456789abcdef"
    }
    invocation_http_parameters {
      header {
        key             = "x-tenant"
        value           = "shop"
        is_value_secret = false
      }
      body {
        key             = "pin"
        value           = "4711"
        is_value_secret = true
      }
    }
  }
}

resource "aws_cloudwatch_event_connection" "generated" {
  name               = "generated"
  authorization_type = "BASIC"
  auth_parameters {
    basic {
      username = "shop"
      password = random_password.api.result
    }
  }
}

resource "aws_cloudwatch_event_api_destination" "literal" {
  name                = "literal"
  http_method         = "POST"
  invocation_endpoint = "http://example.com/orders"
  connection_arn      = aws_cloudwatch_event_connection.literal.arn
}

variable "client_secret" {
  default = "from-a-variable"
}

resource "aws_cloudwatch_event_connection" "variable" {
  name               = "variable"
  authorization_type = "OAUTH_CLIENT_CREDENTIALS"
  auth_parameters {
    oauth {
      authorization_endpoint = "https://example.com/token"
      http_method            = "POST"
      client_parameters {
        client_id     = "shop"
        client_secret = var.client_secret
      }
      oauth_http_parameters {
        header {
          key             = "x-token"
          value           = "literal"
          is_value_secret = false
        }
      }
    }
  }
}

resource "aws_cloudwatch_event_api_destination" "variable" {
  name                = "variable"
  http_method         = "POST"
  invocation_endpoint = "https://example.com/orders"
  connection_arn      = aws_cloudwatch_event_connection.variable.arn
}

resource "aws_cloudwatch_event_api_destination" "generated" {
  name                = "generated"
  http_method         = "POST"
  invocation_endpoint = "https://example.com/orders"
  connection_arn      = aws_cloudwatch_event_connection.generated.arn
}

# --- scheduler and pipes

resource "aws_scheduler_schedule" "function" {
  name                = "function"
  schedule_expression = "rate(5 minutes)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = aws_lambda_function.orders.arn
    role_arn = aws_iam_role.caller.arn
    input    = jsonencode({ password = "hunter2" })
    dead_letter_config {
      arn = aws_sqs_queue.dead.arn
    }
  }
}

resource "aws_scheduler_schedule" "universal" {
  name                = "universal"
  schedule_expression = "rate(5 minutes)"
  kms_key_arn         = aws_kms_key.events.arn
  state               = "DISABLED"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:scheduler:::aws-sdk:lambda:invoke"
    role_arn = aws_iam_role.caller.arn
    input    = jsonencode({ FunctionName = aws_lambda_function.orders.arn })
    retry_policy {
      maximum_retry_attempts = 3
    }
  }
}

resource "aws_pipes_pipe" "filtered" {
  name       = "filtered"
  role_arn   = aws_iam_role.caller.arn
  source     = aws_sqs_queue.orders.arn
  enrichment = aws_lambda_function.orders.arn
  target     = aws_cloudwatch_event_bus.orders.arn
  source_parameters {
    sqs_queue_parameters {
      batch_size = 10
    }
    filter_criteria {
      filter {
        pattern = jsonencode({ body = { kind = ["order"] } })
      }
    }
  }
  target_parameters {
    input_template = "{\"QueueUrl\": <$.body.queue>}"
  }
  log_configuration {
    level                  = "INFO"
    include_execution_data = ["ALL"]
    cloudwatch_logs_log_destination {
      log_group_arn = aws_cloudwatch_log_group.pipe.arn
    }
  }
}

resource "aws_pipes_pipe" "open" {
  name     = "open"
  role_arn = aws_iam_role.caller.arn
  source   = aws_sqs_queue.orders.arn
  target   = aws_lambda_function.orders.arn
  source_parameters {
    filter_criteria {
      filter {
        pattern = "{}"
      }
    }
  }
}

resource "aws_cloudwatch_log_group" "pipe" {
  name = "orders-pipe"
}
