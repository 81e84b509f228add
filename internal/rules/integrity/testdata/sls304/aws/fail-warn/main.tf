# Unsigned code is let in with a warning.
resource "aws_lambda_function" "orders" {
  function_name           = "orders"
  role                    = aws_iam_role.orders.arn
  runtime                 = "python3.13"
  handler                 = "app.handler"
  filename                = "orders.zip"
  code_signing_config_arn = aws_lambda_code_signing_config.orders.arn
}

resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_lambda_code_signing_config" "orders" {
  allowed_publishers {
    signing_profile_version_arns = [aws_signer_signing_profile.orders.version_arn]
  }
  policies {
    untrusted_artifact_on_deployment = "Warn" # want SLS304
  }
}

resource "aws_signer_signing_profile" "orders" {
  platform_id = "AWSLambda-SHA384-ECDSA"
}
