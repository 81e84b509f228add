# A pipe without log.
resource "aws_pipes_pipe" "orders" { # want SLS505
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/pipe"
  source   = "arn:aws:sqs:eu-central-1:123456789012:orders"
  target   = "arn:aws:states:eu-central-1:123456789012:stateMachine:orders"
  source_parameters {
    filter_criteria {
      filter {
        pattern = jsonencode({ body = { type = ["order"] } })
      }
    }
  }
}
