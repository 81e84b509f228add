# What the examples of the documentation refer to, as careful as they are themselves.
terraform {
  required_providers {
    aws      = { source = "hashicorp/aws", version = "6.25.0" }
    slsguard = { source = "slsguard/slsguard" }
  }
}

provider "slsguard" {
  aws { region = "eu-central-1" }
}

provider "aws" {
  region                      = "eu-central-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

resource "aws_kms_key" "data" {
  description         = "Data of the shop"
  enable_key_rotation = true
}

resource "aws_kms_key" "reports" {
  description         = "Reports"
  enable_key_rotation = true
}

resource "aws_dynamodb_table" "orders" {
  name                        = "orders"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  stream_enabled              = true
  stream_view_type            = "NEW_IMAGE"
  deletion_protection_enabled = true

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery { enabled = true }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data.arn
  }
}

resource "aws_secretsmanager_secret" "db" {
  name       = "db"
  kms_key_id = aws_kms_key.data.arn
}

resource "aws_secretsmanager_secret_rotation" "db" {
  secret_id           = aws_secretsmanager_secret.db.id
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:123456789012:function:rotate"
  rotation_rules { automatically_after_days = 30 }
}

resource "aws_secretsmanager_secret" "kafka" {
  name       = "AmazonMSK_kafka"
  kms_key_id = aws_kms_key.data.arn
}

resource "aws_secretsmanager_secret_rotation" "kafka" {
  secret_id           = aws_secretsmanager_secret.kafka.id
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:123456789012:function:rotate"
  rotation_rules { automatically_after_days = 30 }
}

resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  kms_master_key_id          = aws_kms_key.data.arn
  visibility_timeout_seconds = 180
  redrive_policy             = jsonencode({ deadLetterTargetArn = aws_sqs_queue.failed.arn, maxReceiveCount = 5 })
}

resource "aws_sqs_queue" "failed" {
  name                      = "failed"
  kms_master_key_id         = aws_kms_key.data.arn
  message_retention_seconds = 1209600
}

data "aws_iam_policy_document" "tls" {
  for_each = { orders = aws_sqs_queue.orders.arn, failed = aws_sqs_queue.failed.arn }
  statement {
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [each.value]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sqs_queue_policy" "orders" {
  queue_url = aws_sqs_queue.orders.id
  policy    = data.aws_iam_policy_document.tls["orders"].json
}

resource "aws_sqs_queue_policy" "failed" {
  queue_url = aws_sqs_queue.failed.id
  policy    = data.aws_iam_policy_document.tls["failed"].json
}

resource "aws_cloudwatch_metric_alarm" "failed" {
  for_each            = toset([aws_sqs_queue.failed.name])
  alarm_name          = "failed-events-${each.value}"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = each.value }
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  period              = 60
  statistic           = "Maximum"
  alarm_actions       = [aws_sns_topic.news.arn]
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  for_each = {
    inventory = slsguard_secure_function.inventory.name
    orders    = slsguard_secure_function.orders.name
    resize    = slsguard_secure_function.resize.name
  }
  alarm_name          = "errors-${each.value}"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = each.value }
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  period              = 60
  statistic           = "Sum"
  alarm_actions       = [aws_sns_topic.news.arn]
}

resource "aws_sns_topic" "news" {
  name              = "news"
  kms_master_key_id = aws_kms_key.data.arn
}

resource "aws_cloudwatch_event_bus" "shop" {
  name               = "shop"
  kms_key_identifier = aws_kms_key.data.arn
}

resource "aws_ecr_repository" "resize" {
  name                 = "resize"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration { scan_on_push = true }
  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.data.arn
  }
}

data "aws_ecr_image" "resize" {
  repository_name = aws_ecr_repository.resize.name
  image_digest    = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
}

resource "aws_s3_bucket" "pictures" { bucket = "shop-pictures" }
resource "aws_s3_bucket" "code" { bucket = "shop-code" }
resource "aws_s3_bucket" "trust" { bucket = "shop-trust" }

resource "aws_s3_bucket_public_access_block" "pictures" {
  bucket                  = aws_s3_bucket.pictures.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "pictures" {
  bucket = aws_s3_bucket.pictures.id
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "pictures" {
  bucket = aws_s3_bucket.pictures.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "code" {
  bucket                  = aws_s3_bucket.code.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "code" {
  bucket = aws_s3_bucket.code.id
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "code" {
  bucket = aws_s3_bucket.code.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "trust" {
  bucket                  = aws_s3_bucket.trust.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "trust" {
  bucket = aws_s3_bucket.trust.id
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "trust" {
  bucket = aws_s3_bucket.trust.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_s3_bucket_notification" "pictures" {
  bucket      = aws_s3_bucket.pictures.id
  eventbridge = true
}

resource "aws_s3_object" "reports" {
  bucket = aws_s3_bucket.code.id
  key    = "reports.zip"
  source = "build/orders.zip"
}

resource "aws_s3_object" "trust" {
  bucket  = aws_s3_bucket.trust.id
  key     = "partners.pem"
  content = "-----BEGIN CERTIFICATE-----"
}

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }

resource "aws_subnet" "private" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.${count.index}.0/24"

  availability_zone = ["eu-central-1a", "eu-central-1b"][count.index]
}

resource "aws_security_group" "reports" {
  name        = "reports"
  description = "Reports to the file system"
  vpc_id      = aws_vpc.main.id
}

resource "aws_vpc_security_group_egress_rule" "nfs" {
  security_group_id = aws_security_group.reports.id
  description       = "To the file system"
  ip_protocol       = "tcp"
  from_port         = 2049
  to_port           = 2049
  cidr_ipv4         = "10.0.0.0/16"
}

resource "aws_efs_file_system" "reports" {
  encrypted  = true
  kms_key_id = aws_kms_key.reports.arn
}

resource "aws_efs_access_point" "reports" {
  file_system_id = aws_efs_file_system.reports.id
  posix_user {
    gid = 1000
    uid = 1000
  }
  root_directory {
    path = "/reports"
    creation_info {
      owner_gid   = 1000
      owner_uid   = 1000
      permissions = "0750"
    }
  }
}

resource "aws_msk_cluster" "events" {
  cluster_name           = "events"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 2
  broker_node_group_info {
    instance_type   = "kafka.m5.large"
    client_subnets  = aws_subnet.private[*].id
    security_groups = [aws_security_group.reports.id]
  }
  client_authentication {
    sasl { scram = true }
  }
  encryption_info {
    encryption_at_rest_kms_key_arn = aws_kms_key.data.arn
  }
}

resource "aws_cognito_user_pool" "customers" {
  name              = "customers"
  mfa_configuration = "ON"
  software_token_mfa_configuration { enabled = true }
  user_pool_add_ons { advanced_security_mode = "ENFORCED" }
  password_policy {
    minimum_length                   = 14
    require_lowercase                = true
    require_uppercase                = true
    require_numbers                  = true
    require_symbols                  = true
    temporary_password_validity_days = 1
  }
  admin_create_user_config { allow_admin_create_user_only = true }
}

resource "aws_acm_certificate" "partners" {
  domain_name       = "partners.example.com"
  validation_method = "DNS"
}

resource "aws_wafv2_web_acl" "api" {
  name  = "orders"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  rule_json = jsonencode([{
    Name             = "rate"
    Priority         = 1
    Action           = { Block = {} }
    Statement        = { RateBasedStatement = { Limit = 1000, AggregateKeyType = "IP" } }
    VisibilityConfig = { CloudWatchMetricsEnabled = true, MetricName = "rate", SampledRequestsEnabled = true }
  }])
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "orders"
    sampled_requests_enabled   = true
  }
}
