resource "aws_iam_role" "job" {
  name               = "job"
  assume_role_policy = "{}"
}

resource "aws_signer_signing_profile" "code" {
  name        = "code"
  platform_id = "AWSLambda-SHA384-ECDSA"
}

resource "aws_signer_signing_profile_permission" "other" {
  profile_name = aws_signer_signing_profile.code.name
  action       = "signer:StartSigningJob"
  principal    = "222222222222"
  statement_id = "other"
}

resource "aws_lambda_code_signing_config" "warn" {
  allowed_publishers {
    signing_profile_version_arns = [aws_signer_signing_profile.code.version_arn]
  }
  policies {
    untrusted_artifact_on_deployment = "Warn"
  }
}

resource "aws_lambda_code_signing_config" "enforce" {
  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:eu-central-1:123456789012:/signing-profiles/other/1"]
  }
  policies {
    untrusted_artifact_on_deployment = "Enforce"
  }
}

resource "aws_lambda_code_signing_config" "default" {
  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:eu-central-1:123456789012:/signing-profiles/other/1"]
  }
}

resource "aws_cloudwatch_log_group" "own" {
  name = "orders-log"
}

resource "aws_cloudwatch_log_group" "stage" {
  name = "access-log"
}

resource "aws_apigatewayv2_api" "api" {
  name          = "api"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.api.id
  name   = "live"
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.stage.arn
    format          = "$context.requestId"
  }
}

resource "aws_lambda_function" "orders" {
  function_name           = "orders"
  role                    = aws_iam_role.job.arn
  runtime                 = "python3.13"
  handler                 = "app.handler"
  filename                = "app.zip"
  code_signing_config_arn = aws_lambda_code_signing_config.warn.arn
  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.own.name
  }
}

resource "aws_lambda_function" "next" {
  function_name = "next"
  role          = aws_iam_role.job.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "app.zip"
}

resource "aws_lambda_runtime_management_config" "orders" {
  function_name       = aws_lambda_function.orders.function_name
  update_runtime_on   = "Manual"
  runtime_version_arn = "arn:aws:lambda:eu-central-1::runtime:abcd"
}

resource "aws_lambda_provisioned_concurrency_config" "orders" {
  function_name                     = aws_lambda_function.orders.function_name
  qualifier                         = "1"
  provisioned_concurrent_executions = 5
}

resource "aws_sqs_queue" "done" {
  name = "done"
}

resource "aws_lambda_function_event_invoke_config" "orders" {
  function_name                = aws_lambda_function.orders.function_name
  maximum_event_age_in_seconds = 60
  destination_config {
    on_success {
      destination = aws_lambda_function.next.arn
    }
    on_failure {
      destination = aws_sqs_queue.done.arn
    }
  }
}

resource "aws_lambda_function_event_invoke_config" "next" {
  function_name = aws_lambda_function.next.function_name
  destination_config {
    on_success {
      destination = aws_sqs_queue.done.arn
    }
  }
}

resource "aws_lambda_event_source_mapping" "queue" {
  function_name           = aws_lambda_function.orders.arn
  event_source_arn        = aws_sqs_queue.done.arn
  function_response_types = ["ReportBatchItemFailures"]
  scaling_config {
    maximum_concurrency = 7
  }
}

resource "aws_kinesis_stream" "events" {
  name = "events"
}

resource "aws_lambda_event_source_mapping" "stream" {
  function_name    = aws_lambda_function.orders.arn
  event_source_arn = aws_kinesis_stream.events.arn
}

resource "aws_lambda_event_source_mapping" "bounded" {
  function_name                 = aws_lambda_function.orders.arn
  event_source_arn              = aws_kinesis_stream.events.arn
  maximum_record_age_in_seconds = 600
}

resource "aws_sns_topic" "alarms" {
  name = "alarms"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  dimensions = {
    FunctionName = aws_lambda_function.orders.function_name
  }
}

resource "aws_cloudwatch_metric_alarm" "silent" {
  alarm_name          = "silent"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  actions_enabled     = false
  alarm_actions       = [aws_sns_topic.alarms.arn]
  dimensions          = { QueueName = aws_sqs_queue.done.name }
}

resource "aws_cloudwatch_metric_alarm" "computed" {
  alarm_name          = "computed"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_query {
    id          = "rate"
    expression  = "errors / 2"
    return_data = true
  }
  metric_query {
    id = "errors"
    metric {
      namespace   = "AWS/Lambda"
      metric_name = "Errors"
      period      = 60
      stat        = "Sum"
      dimensions  = { FunctionName = "next" }
    }
  }
}

resource "aws_batch_job_definition" "known" {
  name                 = "known"
  type                 = "container"
  container_properties = jsonencode({ image = "a", jobRoleArn = "arn:aws:iam::123456789012:role/job" })
}

resource "aws_batch_job_definition" "later" {
  name                 = "later"
  type                 = "container"
  container_properties = jsonencode({ image = "a", jobRoleArn = aws_iam_role.job.arn })
}

resource "aws_batch_job_definition" "none" {
  name                 = "none"
  type                 = "container"
  container_properties = jsonencode({ image = "a" })
}
