resource "aws_iam_role" "workflow" {
  name               = "workflow"
  assume_role_policy = "{}"
}

resource "aws_kms_key" "workflow" {}

resource "aws_lambda_function" "step" {
  function_name = "step"
  role          = aws_iam_role.workflow.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

# The ARN is unknown, so is the definition: only its references tell what it calls.
resource "aws_sfn_state_machine" "interpolated" {
  name     = "interpolated"
  role_arn = aws_iam_role.workflow.arn
  definition = jsonencode({
    StartAt = "Step"
    States  = { Step = { Type = "Task", Resource = aws_lambda_function.step.arn, End = true } }
  })
  logging_configuration {
    level                  = "ALL"
    include_execution_data = true
    log_destination        = "${aws_cloudwatch_log_group.machine.arn}:*"
  }
  encryption_configuration {
    type       = "CUSTOMER_MANAGED_KMS_KEY"
    kms_key_id = aws_kms_key.workflow.arn
  }
}

resource "aws_sfn_state_machine" "literal" {
  name     = "literal"
  role_arn = aws_iam_role.workflow.arn
  definition = jsonencode({
    StartAt = "Secret"
    States = {
      Secret = {
        Type       = "Task"
        Resource   = "arn:aws:states:::aws-sdk:secretsmanager:getSecretValue"
        Parameters = { "SecretId.$" = "$.secret" }
        ResultPath = "$.result"
        Next       = "Call"
      }
      Call = {
        Type       = "Task"
        Resource   = "arn:aws:states:::lambda:invoke"
        Parameters = { FunctionName = "step", "Payload.$" = "$" }
        End        = true
      }
    }
  })
  logging_configuration {
    level                  = "OFF"
    include_execution_data = true
  }
}

resource "aws_sfn_alias" "live" {
  name = "live"
  routing_configuration {
    state_machine_version_arn = aws_sfn_state_machine.literal.state_machine_version_arn
    weight                    = 100
  }
}

resource "aws_sfn_activity" "manual" {
  name = "manual"
}

resource "aws_scheduler_schedule" "live" {
  name                = "live"
  schedule_expression = "rate(1 hour)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = aws_sfn_alias.live.arn
    role_arn = aws_iam_role.workflow.arn
  }
}

resource "aws_cloudwatch_log_group" "machine" {
  name = "orders-machine"
}

resource "aws_cloudwatch_log_group" "function" {
  name       = "/aws/lambda/${aws_lambda_function.step.function_name}"
  kms_key_id = aws_kms_key.workflow.arn
}

resource "aws_cloudwatch_log_group" "other" {
  name = "database"
}

resource "aws_cloudwatch_log_subscription_filter" "function" {
  name            = "errors"
  log_group_name  = aws_cloudwatch_log_group.other.name
  filter_pattern  = ""
  destination_arn = aws_lambda_function.step.arn
}

# --- what else has a role

resource "aws_codebuild_project" "build" {
  name         = "build"
  service_role = aws_iam_role.workflow.arn
  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"
    environment_variable {
      name  = "TOKEN"
      value = "ghp_literal"
    }
    environment_variable {
      name  = "PASSWORD"
      value = "/build/password"
      type  = "PARAMETER_STORE"
    }
  }
  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}

resource "aws_codedeploy_deployment_group" "deploy" {
  app_name              = "app"
  deployment_group_name = "deploy"
  service_role_arn      = aws_iam_role.workflow.arn
}

resource "aws_codepipeline" "release" {
  name     = "release"
  role_arn = aws_iam_role.workflow.arn
  artifact_store {
    location = "artifacts"
    type     = "S3"
  }
  stage {
    name = "Source"
    action {
      name     = "Source"
      category = "Source"
      owner    = "ThirdParty"
      provider = "GitHub"
      version  = "1"
      configuration = {
        OAuthToken = "gho_literal"
        Repo       = "shop"
      }
    }
  }
}

resource "aws_ecs_task_definition" "task" {
  family        = "task"
  task_role_arn = aws_iam_role.workflow.arn
  container_definitions = jsonencode([{
    name        = "app"
    environment = [{ name = "DB_PASSWORD", value = "hunter2" }]
    secrets     = [{ name = "OTHER", valueFrom = "arn:aws:ssm:eu-west-1:123456789012:parameter/x" }]
  }])
}

# --- other sources of events

resource "aws_ses_receipt_rule" "mail" {
  name          = "mail"
  rule_set_name = "default"
  enabled       = true
  lambda_action {
    function_arn = aws_lambda_function.step.arn
    position     = 1
  }
}

resource "aws_iot_topic_rule" "devices" {
  name        = "devices"
  enabled     = true
  sql         = "SELECT * FROM '#'"
  sql_version = "2016-03-23"
  lambda {
    function_arn = aws_lambda_function.step.arn
  }
  s3 {
    bucket_name = "$${topic(3)}"
    key         = "k"
    role_arn    = aws_iam_role.workflow.arn
  }
}

resource "aws_config_config_rule" "custom" {
  name = "custom"
  source {
    owner             = "CUSTOM_LAMBDA"
    source_identifier = aws_lambda_function.step.arn
  }
}

resource "aws_msk_cluster" "stream" {
  cluster_name           = "stream"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 3
  broker_node_group_info {
    client_subnets  = ["subnet-1"]
    instance_type   = "kafka.t3.small"
    security_groups = ["sg-1"]
  }
  encryption_info {
    encryption_in_transit {
      client_broker = "TLS_PLAINTEXT"
    }
  }
}

resource "aws_mq_broker" "queue" {
  broker_name        = "queue"
  engine_type        = "RabbitMQ"
  engine_version     = "3.13"
  host_instance_type = "mq.t3.micro"
  user {
    username = "app"
    password = "literal-password"
  }
}
