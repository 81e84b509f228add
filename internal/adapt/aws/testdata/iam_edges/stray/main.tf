variable "queue" {
  type = string
}

locals {
  role = aws_iam_role.this.id
}

resource "aws_iam_role" "this" {
  name               = "stray"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

# The plan does not say what a local value is.
resource "aws_iam_role_policy" "this" {
  role   = local.role
  policy = data.aws_iam_policy_document.this.json
}

data "aws_iam_policy_document" "this" {
  statement {
    actions   = ["sqs:*"]
    resources = [var.queue]
  }
}
