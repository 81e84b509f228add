# What is known of policies only in part.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "enabled" {
  type    = bool
  default = true
}

locals {
  role = aws_iam_role.stray.id
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_sqs_queue" "a" {
  name = "a"
}

resource "aws_sqs_queue" "b" {
  name = "b"
}

resource "aws_sqs_queue" "c" {
  name = "c"
}

resource "aws_ses_domain_identity" "mail" {
  domain = "example.com"
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = aws_iam_role.parts.arn
  handler       = "x.y"
  runtime       = "python3.13"
  filename      = "x.zip"
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.f.function_name
  function_version = "1"
}

# Each of two queues is allowed; of a third, only one or the other.
data "aws_iam_policy_document" "parts" {
  count = var.enabled ? 1 : 0
  statement {
    sid       = "Both"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.a.arn, aws_sqs_queue.b.arn]
  }
  statement {
    sid       = "Either"
    actions   = ["sqs:ReceiveMessage"]
    resources = [aws_sqs_queue.a.url == "x" ? aws_sqs_queue.b.arn : aws_sqs_queue.c.arn]
  }
  statement {
    sid       = "NotKept"
    actions   = ["ses:*"]
    resources = [aws_ses_domain_identity.mail.arn]
  }
  statement {
    sid       = "Alias"
    actions   = ["lambda:InvokeFunction"]
    resources = [aws_lambda_alias.live.arn]
  }
  dynamic "statement" {
    for_each = aws_sqs_queue.c.url == "x" ? ["x"] : []
    content {
      actions   = ["s3:*"]
      resources = ["*"]
    }
  }
}

resource "aws_iam_role" "parts" {
  name               = "parts"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "parts" {
  count  = var.enabled ? 1 : 0
  role   = aws_iam_role.parts.name
  policy = data.aws_iam_policy_document.parts[0].json
}

# The same without the dynamic block, whose condition makes all statements unknown.
data "aws_iam_policy_document" "whole" {
  statement {
    sid       = "Both"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.a.arn, aws_sqs_queue.b.arn]
  }
  statement {
    sid       = "Either"
    actions   = ["sqs:ReceiveMessage"]
    resources = [aws_sqs_queue.a.url == "x" ? aws_sqs_queue.b.arn : aws_sqs_queue.c.arn]
  }
  statement {
    sid       = "NotKept"
    actions   = ["ses:*"]
    resources = [aws_ses_domain_identity.mail.arn]
  }
  statement {
    sid       = "Alias"
    actions   = ["lambda:InvokeFunction"]
    resources = [aws_lambda_alias.live.arn]
  }
}

resource "aws_iam_role" "whole" {
  name               = "whole"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "whole" {
  role   = aws_iam_role.whole.name
  policy = var.enabled ? data.aws_iam_policy_document.whole.json : null
}

# Which policy, or whose, is known only after apply.
resource "aws_iam_policy" "send" {
  name   = "send"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_iam_policy" "all" {
  name   = "all"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_role" "which" {
  name               = "which"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "which" {
  role       = aws_iam_role.which.name
  policy_arn = aws_sqs_queue.a.url == "x" ? aws_iam_policy.send.arn : aws_iam_policy.all.arn
}

resource "aws_iam_role" "left" {
  name_prefix        = "left"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role" "right" {
  name_prefix        = "right"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "whose" {
  role       = aws_sqs_queue.a.url == "x" ? aws_iam_role.left.name : aws_iam_role.right.name
  policy_arn = aws_iam_policy.all.arn
}

resource "aws_iam_policy_attachment" "both" {
  name       = "both"
  roles      = [aws_iam_role.left.name, aws_iam_role.right.name]
  policy_arn = aws_iam_policy.send.arn
}

resource "aws_iam_role" "bound" {
  name                 = "bound"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/unseen"
  managed_policy_arns  = [aws_iam_policy.all.arn]
}

module "stray" {
  source = "./stray"
  queue  = aws_sqs_queue.a.arn
}

resource "aws_iam_role" "stray" {
  name               = "root-stray"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
