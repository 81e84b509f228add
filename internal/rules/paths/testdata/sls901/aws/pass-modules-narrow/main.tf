# The role may only be told about users.
module "hook" {
  source   = "./hook"
  for_each = toset(["github", "gitlab", "stripe"])
  name     = each.key
  role     = aws_iam_role.hooks.arn
}

resource "aws_iam_role" "hooks" {
  name = "hooks"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "hooks" {
  name = "hooks"
  role = aws_iam_role.hooks.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "iam:GetUser"
      Resource = "*"
    }]
  })
}
