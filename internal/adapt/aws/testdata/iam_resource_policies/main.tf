# Resource policies in every way that Terraform lets one write them.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

data "aws_caller_identity" "me" {}

resource "random_pet" "coin" {}

resource "aws_sns_topic" "orders" {
  name = "orders"
}

# Known at once, and shared by others.
data "aws_iam_policy_document" "tls" {
  statement {
    sid       = "DenyHTTP"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = ["*"]
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
  statement {
    sid       = "Account"
    actions   = ["sqs:SendMessage"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.me.account_id}:root"]
    }
  }
}

# Read after apply only: rebuilt from its blocks.
data "aws_iam_policy_document" "deferred" {
  source_policy_documents = [data.aws_iam_policy_document.tls.json]
  statement {
    sid       = "Topic"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.deferred.arn]
    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_sns_topic.orders.arn]
    }
  }
  statement {
    sid       = "Account"
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.deferred.arn]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.worker.arn]
    }
  }
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_sqs_queue" "deferred" {
  name = "deferred"
}

resource "aws_sqs_queue_policy" "deferred" {
  queue_url = aws_sqs_queue.deferred.id
  policy    = data.aws_iam_policy_document.deferred.json
}

resource "aws_sqs_queue" "known" {
  name   = "known"
  policy = data.aws_iam_policy_document.tls.json
}

# Which of the two is not known before apply.
resource "aws_sqs_queue" "either" {
  name   = "either"
  policy = random_pet.coin.id == "x" ? data.aws_iam_policy_document.deferred.json : data.aws_iam_policy_document.tls.json
}

resource "aws_sqs_queue" "literal" {
  name = "literal"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "All", Effect = "Allow", Principal = "*", Action = "sqs:*", Resource = "*" },
      { Sid = "NoSend", Effect = "Deny", Principal = "*", Action = "sqs:SendMessage", Resource = "*" },
      { Sid = "Org", Effect = "Allow", Principal = "*", Action = "SQS:receivemessage", Resource = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-1234567890" } } },
      { Sid = "Gone", Effect = "Allow", Principal = { AWS = "210987654321" }, Action = "sqs:SendMessage", Resource = "*" },
      { Sid = "ByTag", Effect = "Deny", Principal = { AWS = "210987654321" }, Action = "sqs:ReceiveMessage", Resource = "*", Condition = { StringNotEquals = { "aws:PrincipalTag/team" = "a" } } },
      { Sid = "MaybeGone", Effect = "Allow", Principal = { AWS = "210987654321" }, Action = "sqs:ReceiveMessage", Resource = "*" },
    ]
  })
}

resource "aws_sns_topic_policy" "inline" {
  arn = aws_sns_topic.orders.arn
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sns:Publish", Resource = aws_sns_topic.orders.arn }]
  })
}

# Named in it is something that slsguard does not read.
resource "aws_ses_domain_identity" "mail" {
  domain = "example.com"
}

resource "aws_sqs_queue" "built" {
  name   = "built"
  policy = <<-EOT
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ses.amazonaws.com"},
      "Action": "sqs:SendMessage", "Resource": "*", "Condition": {"ArnLike": {"aws:SourceArn": "${aws_ses_domain_identity.mail.arn}"}}}]}
  EOT
}

resource "aws_sqs_queue" "broken" {
  name   = "broken"
  policy = "{\"Version\": \"2012-10-17\", \"Statement\": ["
}

resource "aws_sqs_queue" "none" {
  name = "none"
}

# Through a module, and through a document that takes in one that is itself unknown.
module "queue" {
  source = "./queue"
  policy = data.aws_iam_policy_document.nested.json
}

data "aws_iam_policy_document" "nested" {
  source_policy_documents   = [data.aws_iam_policy_document.tls.json, data.aws_iam_policy_document.deferred.json]
  override_policy_documents = [jsonencode({ Statement = [{ Sid = "Account", Effect = "Allow", Principal = { AWS = "*" }, Action = "sqs:Receive*", Resource = "*" }] })]
  statement {
    actions   = ["sqs:SendMessage", "sqs:&{aws:username}"]
    resources = [aws_sqs_queue.deferred.arn, aws_sqs_queue.known.arn]
    not_principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::123456789012:root"]
    }
  }
}
