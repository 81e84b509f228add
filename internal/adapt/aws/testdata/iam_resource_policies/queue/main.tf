variable "policy" {
  type = string
}

resource "aws_sqs_queue" "this" {
  name   = "in-module"
  policy = var.policy
}
