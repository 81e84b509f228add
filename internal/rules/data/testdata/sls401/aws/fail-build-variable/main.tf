# A build's variables show in its log and console; type SECRETS_MANAGER names a secret instead.
resource "aws_codebuild_project" "orders" {
  name         = "orders"
  service_role = aws_iam_role.orders.arn
  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/amazonlinux2-x86_64-standard:5.0"
    type         = "LINUX_CONTAINER"
    environment_variable {
      name  = "NPM_TOKEN"
      value = "npm_abcdefghijklmnopqrstuvwxyz0123456789" # want SLS401
    }
    environment_variable {
      name  = "DB_PASSWORD"
      value = "orders-db:password"
      type  = "SECRETS_MANAGER"
    }
  }
  source {
    type     = "GITHUB"
    location = "https://github.com/example/orders.git"
  }
}

resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "codebuild.amazonaws.com" }
    }]
  })
}
