# What aws_lambda_* resources say, in the shapes that configurations use.

resource "aws_iam_role" "fn" {
  name               = "fn"
  assume_role_policy = "{}"
}

resource "aws_kms_key" "env" {}

resource "aws_sqs_queue" "dlq" {
  name = "dlq"
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_kinesis_stream" "clicks" {
  name = "clicks"
}

resource "aws_kinesis_stream_consumer" "clicks" {
  name       = "clicks"
  stream_arn = aws_kinesis_stream.clicks.arn
}

resource "aws_s3_bucket" "code" {
  bucket = "code"
}

resource "aws_ecr_repository" "images" {
  name = "images"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "random_password" "db" {
  length = 20
}

resource "aws_efs_file_system" "shared" {
  encrypted = true
}

resource "aws_efs_access_point" "shared" {
  file_system_id = aws_efs_file_system.shared.id
}

resource "aws_lambda_layer_version" "shared" {
  layer_name = "shared"
  filename   = "layer.zip"
}

resource "aws_lambda_layer_version_permission" "everyone" {
  layer_name     = aws_lambda_layer_version.shared.layer_name
  version_number = 1
  statement_id   = "everyone"
  action         = "lambda:GetLayerVersion"
  principal      = "*"
}

resource "aws_lambda_function" "full" {
  function_name                  = "full"
  role                           = aws_iam_role.fn.arn
  runtime                        = "python3.13"
  handler                        = "app.handler"
  s3_bucket                      = aws_s3_bucket.code.id
  s3_key                         = "full.zip"
  timeout                        = 60
  reserved_concurrent_executions = 5
  kms_key_arn                    = aws_kms_key.env.arn
  layers = [
    aws_lambda_layer_version.shared.arn,
    "arn:aws:lambda:eu-central-1:999999999999:layer:theirs:3",
  ]
  environment {
    variables = {
      TABLE       = aws_dynamodb_table.orders.name
      QUEUE       = aws_sqs_queue.jobs.url
      DB_PASSWORD = random_password.db.result
      API_KEY     = "not-a-secret"
    }
  }
  dead_letter_config {
    target_arn = aws_sqs_queue.dlq.arn
  }
  file_system_config {
    arn              = aws_efs_access_point.shared.arn
    local_mount_path = "/mnt/shared"
  }
  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function" "plain" {
  function_name = "plain"
  role          = "arn:aws:iam::111111111111:role/elsewhere"
  package_type  = "Image"
  image_uri     = "${aws_ecr_repository.images.repository_url}:latest"
  image_config {
    command = ["--token", "abc"]
  }
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.full.arn
  function_version = "1"
}

resource "aws_lambda_function_recursion_config" "full" {
  function_name  = aws_lambda_function.full.function_name
  recursive_loop = "Allow"
}

resource "aws_lambda_function_event_invoke_config" "full" {
  function_name          = aws_lambda_function.full.function_name
  maximum_retry_attempts = 0
  destination_config {
    on_failure {
      destination = aws_sqs_queue.dlq.arn
    }
  }
}

resource "aws_lambda_permission" "anyone" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.full.function_name
  principal     = "*"
}

resource "aws_lambda_permission" "url" {
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = "full:live"
  principal              = "*"
  function_url_auth_type = "NONE"
}

resource "aws_lambda_permission" "bucket" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_alias.live.arn
  principal     = "s3.amazonaws.com"
  source_arn    = aws_s3_bucket.code.arn
}

resource "aws_lambda_permission" "account" {
  action           = "lambda:*"
  function_name    = aws_lambda_function.full.function_name
  principal        = "222222222222"
  principal_org_id = "o-1234567890"
}

resource "aws_lambda_permission" "role" {
  action        = "lambda:UpdateFunctionCode"
  function_name = aws_lambda_function.full.function_name
  principal     = aws_iam_role.fn.arn
}

resource "aws_lambda_permission" "elsewhere" {
  action        = "lambda:InvokeFunction"
  function_name = "somebody-elses"
  principal     = "*"
}

resource "aws_lambda_function_url" "open" {
  function_name      = aws_lambda_function.full.function_name
  authorization_type = "NONE"
  cors {
    allow_origins     = ["*"]
    allow_methods     = ["GET", "POST"]
    allow_credentials = true
  }
}

resource "aws_lambda_function_url" "signed" {
  function_name      = aws_lambda_function.plain.function_name
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_event_source_mapping" "queue" {
  function_name    = aws_lambda_function.full.arn
  event_source_arn = aws_sqs_queue.jobs.arn
  filter_criteria {
    filter {
      pattern = jsonencode({ body = { type = ["order"] } })
    }
  }
}

resource "aws_lambda_event_source_mapping" "stream" {
  function_name                  = aws_lambda_function.full.arn
  event_source_arn               = aws_kinesis_stream_consumer.clicks.arn
  starting_position              = "LATEST"
  bisect_batch_on_function_error = true
  filter_criteria {
    filter {
      pattern = "{}"
    }
    filter {
      pattern = jsonencode({ data = { kind = ["a"] } })
    }
  }
  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.dlq.arn
    }
  }
}

resource "aws_lambda_event_source_mapping" "kafka" {
  function_name    = aws_lambda_function.plain.arn
  topics           = ["t"]
  event_source_arn = "arn:aws:kafka:eu-central-1:111111111111:cluster/c/1"
  enabled          = false
}

resource "aws_iam_access_key" "ci" {
  user = "ci"
}

resource "aws_lambda_function" "marked" {
  function_name = "marked"
  role          = aws_iam_role.fn.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "marked.zip"
  environment {
    variables = {
      TABLE  = aws_dynamodb_table.orders.name
      SECRET = aws_iam_access_key.ci.secret
    }
  }
}

variable "environment" {
  type    = map(string)
  default = { A = "one", B = "two" }
}

resource "aws_lambda_function" "merged" {
  function_name = "merged"
  role          = aws_iam_role.fn.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "merged.zip"
  environment {
    variables = merge(var.environment, { TABLE = aws_dynamodb_table.orders.name })
  }
}

variable "password" {
  type      = string
  sensitive = true
  default   = "open sesame"
}

locals {
  dynamic = { PASSWORD = var.password, LEVEL = "info" }
}

resource "aws_lambda_function" "dynamic" {
  function_name = "dynamic"
  role          = aws_iam_role.fn.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "dynamic.zip"
  dynamic "environment" {
    for_each = [true]
    content {
      variables = local.dynamic
    }
  }
}
