# The function comes in as root.
resource "aws_lambda_function" "scores" {
  function_name = "scores"
  role          = aws_iam_role.scores.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "scores.zip"
  file_system_config {
    arn              = aws_efs_access_point.models.arn
    local_mount_path = "/mnt/models"
  }
  vpc_config {
    subnet_ids         = ["subnet-0a1b2c3d4e5f67890"]
    security_group_ids = ["sg-0a1b2c3d4e5f67890"]
  }
}

resource "aws_iam_role" "scores" {
  name = "scores"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_efs_file_system" "models" {
  creation_token = "models"
  encrypted      = true
  kms_key_id     = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

resource "aws_efs_file_system_policy" "models" {
  file_system_id = aws_efs_file_system.models.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "*"
      Resource  = aws_efs_file_system.models.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_efs_access_point" "models" {
  file_system_id = aws_efs_file_system.models.id
  root_directory {
    path = "/models"
  }
  posix_user {
    uid = 0 # want SLS313
    gid = 1001
  }
}
