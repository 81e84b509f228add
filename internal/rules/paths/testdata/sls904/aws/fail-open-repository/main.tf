# Anyone can push the image that runs as an administrator.
resource "aws_ecr_repository" "deploy" {
  name                 = "deploy"
  image_tag_mutability = "IMMUTABLE"
}

resource "aws_ecr_repository_policy" "deploy" {
  repository = aws_ecr_repository.deploy.name
  policy = jsonencode({ # want SLS904, SLS204, SLS306
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["ecr:PutImage"]
      Principal = "*"
    }]
  })
}

resource "aws_lambda_function" "deploy" {
  function_name = "deploy"
  role          = aws_iam_role.deploy.arn
  package_type  = "Image"
  image_uri     = "${aws_ecr_repository.deploy.repository_url}:1.4.2"
}

resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "deploy" {
  name = "deploy"
  role = aws_iam_role.deploy.id
  policy = jsonencode({ # want SLS105, SLS306
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "*"
      Resource = "*"
    }]
  })
}
