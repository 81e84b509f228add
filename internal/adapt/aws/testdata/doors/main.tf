locals {
  open = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }]
  })
}

# An access point whose bucket lets it decide.
resource "aws_s3_bucket" "delegating" {
  bucket = "delegating"
}

resource "aws_s3_bucket_policy" "delegating" {
  bucket = aws_s3_bucket.delegating.id
  policy = local.open
}

resource "aws_s3_access_point" "open" {
  bucket = aws_s3_bucket.delegating.id
  name   = "open"
  policy = local.open
  public_access_block_configuration {
    block_public_acls       = false
    block_public_policy     = false
    ignore_public_acls      = false
    restrict_public_buckets = false
  }
}

resource "aws_s3_access_point" "closed" {
  bucket = aws_s3_bucket.delegating.id
  name   = "closed"
}

resource "aws_s3control_access_point_policy" "closed" {
  access_point_arn = aws_s3_access_point.closed.arn
  policy           = local.open
}

resource "aws_s3_bucket" "silent" {
  bucket = "silent"
}

resource "aws_s3_access_point" "silent" {
  bucket = aws_s3_bucket.silent.id
  name   = "silent"
  policy = local.open
}

resource "aws_efs_file_system" "files" {
  creation_token = "files"
}

resource "aws_efs_file_system_policy" "files" {
  file_system_id = aws_efs_file_system.files.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = "*", Action = "elasticfilesystem:ClientMount", Resource = "*" },
      { Effect = "Deny", Principal = "*", Action = "*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } },
    ]
  })
}

resource "aws_sqs_queue" "plain" {
  name = "plain"
}

resource "aws_sqs_queue" "inline" {
  name                 = "inline"
  redrive_allow_policy = jsonencode({ redrivePermission = "denyAll" })
}

resource "aws_sqs_queue" "apart" {
  name = "apart"
}

resource "aws_sqs_queue_redrive_allow_policy" "apart" {
  queue_url            = aws_sqs_queue.apart.url
  redrive_allow_policy = jsonencode({ redrivePermission = "byQueue", sourceQueueArns = [aws_sqs_queue.plain.arn] })
}

resource "aws_kinesis_stream" "logs" {
  name = "logs"
}

resource "aws_cloudwatch_log_destination" "logs" {
  name       = "logs"
  role_arn   = "arn:aws:iam::123456789012:role/logs"
  target_arn = aws_kinesis_stream.logs.arn
}

resource "aws_cloudwatch_log_destination_policy" "logs" {
  destination_name = aws_cloudwatch_log_destination.logs.name
  access_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "logs:PutSubscriptionFilter", Resource = "*" }]
  })
}

resource "aws_ecrpublic_repository" "public" {
  repository_name = "public"
}

resource "aws_ecrpublic_repository_policy" "public" {
  repository_name = aws_ecrpublic_repository.public.repository_name
  policy          = local.open
}

resource "aws_mq_broker" "broker" {
  broker_name        = "broker"
  engine_type        = "ActiveMQ"
  engine_version     = "5.18"
  host_instance_type = "mq.t3.micro"
  user {
    username = "app"
    password = "written-by-hand"
  }
}

resource "aws_cloudwatch_event_bus" "logged" {
  name = "logged"
  log_config {
    level          = "INFO"
    include_detail = "FULL"
  }
}

resource "aws_cloudwatch_event_bus" "silent" {
  name = "silent"
}

resource "aws_lambda_function" "redact" {
  function_name = "redact"
  role          = "arn:aws:iam::123456789012:role/redact"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "app.zip"
}

resource "aws_s3control_object_lambda_access_point" "redacted" {
  name = "redacted"
  configuration {
    supporting_access_point = aws_s3_access_point.open.arn
    transformation_configuration {
      actions = ["GetObject"]
      content_transformation {
        aws_lambda {
          function_arn = aws_lambda_function.redact.arn
        }
      }
    }
  }
}

resource "aws_s3control_object_lambda_access_point_policy" "redacted" {
  name   = aws_s3control_object_lambda_access_point.redacted.name
  policy = local.open
}

resource "aws_s3control_multi_region_access_point_policy" "everywhere" {
  details {
    name   = "everywhere"
    policy = local.open
  }
}

resource "aws_ecr_registry_policy" "all" {
  policy = local.open
}
