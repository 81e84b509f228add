# Identities and every way to give them permissions.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

data "aws_caller_identity" "me" {}

data "aws_iam_policy_document" "trust" {
  statement {
    sid     = "Lambda"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_sqs_queue" "other" {
  name = "other"
}

resource "aws_s3_bucket" "data" {
  bucket = "data-123456789012"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

# 1. Inline policies: rebuilt from a deferred document, and built by jsonencode from unknown values.
data "aws_iam_policy_document" "worker" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.jobs.arn]
  }
  statement {
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]
  }
  statement {
    effect    = "Deny"
    actions   = ["s3:DeleteObject*"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "worker" {
  name   = "worker"
  role   = aws_iam_role.worker.id
  policy = data.aws_iam_policy_document.worker.json
}

resource "aws_iam_role" "opaque" {
  name               = "opaque"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "opaque" {
  role = aws_iam_role.opaque.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = aws_sqs_queue.jobs.arn }]
  })
}

# 2. Managed policies: AWS's by ARN, of the plan by reference, through a data source, one that nobody knows.
resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_policy" "tables" {
  name = "tables"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Write", Effect = "Allow", Action = ["dynamodb:PutItem"], Resource = "arn:aws:dynamodb:us-east-1:123456789012:table/orders" },
      { Sid = "Read", Effect = "Allow", Action = "dynamodb:GetItem", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/team" = "a" } } },
    ]
  })
}

resource "aws_iam_role" "attached" {
  name               = "attached"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "attached" {
  for_each   = { tables = aws_iam_policy.tables.arn }
  role       = aws_iam_role.attached.name
  policy_arn = each.value
}

resource "aws_iam_role_policy_attachment" "foreign" {
  role       = aws_iam_role.attached.name
  policy_arn = "arn:aws:iam::123456789012:policy/from-elsewhere"
}

# 3. Everything in the role itself, under a boundary.
resource "aws_iam_policy" "boundary" {
  name = "boundary"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["sqs:SendMessage", "logs:*"], Resource = "*" }]
  })
}

resource "aws_iam_role" "bounded" {
  name                 = "bounded"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = aws_iam_policy.boundary.arn
  managed_policy_arns  = ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]
  inline_policy {
    name = "all"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
    })
  }
}

# 4. A role of a module, with policies from outside, one of them of an unknown choice.
module "role" {
  source = "./role"
  name   = "in-module"
}

resource "aws_iam_role_policy" "module" {
  name = "outside"
  role = module.role.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "*" }, { Effect = "Allow", Action = "lambda:*", Resource = "*" }]
  })
}

resource "aws_iam_role_policies_exclusive" "module" {
  role_name    = module.role.name
  policy_names = ["outside", "unseen"]
}

resource "aws_iam_role_policy_attachments_exclusive" "module" {
  role_name   = module.role.name
  policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", aws_iam_policy.tables.arn]
}

# 5. Looked up, not managed.
data "aws_iam_role" "shared" {
  name = "shared"
}

resource "aws_iam_role_policy_attachment" "shared" {
  role       = data.aws_iam_role.shared.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSQSFullAccess"
}

# 6. Several at once; users and groups.
resource "aws_iam_user" "ci" {
  name = "ci"
}

resource "aws_iam_group" "deployers" {
  name = "deployers"
}

resource "aws_iam_user_group_membership" "ci" {
  user   = aws_iam_user.ci.name
  groups = [aws_iam_group.deployers.name]
}

resource "aws_iam_policy_attachment" "many" {
  name       = "many"
  roles      = [aws_iam_role.opaque.name, "attached"]
  groups     = [aws_iam_group.deployers.name]
  policy_arn = aws_iam_policy.tables.arn
}

# 7. Trust in every form.
resource "aws_iam_role" "trusted" {
  name = "trusted"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "All", Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" } },
      { Sid = "Root", Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::210987654321:root" }, Condition = { StringEquals = { "sts:ExternalId" = "x" } } },
      { Sid = "GitHub", Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = "repo:*" } } },
    ]
  })
}

resource "aws_iam_service_linked_role" "es" {
  aws_service_name = "es.amazonaws.com"
}
