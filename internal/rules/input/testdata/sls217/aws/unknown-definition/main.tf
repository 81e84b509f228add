# The definition is known only after apply.
resource "aws_sfn_state_machine" "orders" { # want SLS217 unknown
  name       = "orders"
  role_arn   = aws_iam_role.orders.arn
  definition = terraform_data.definition.output
}

resource "terraform_data" "definition" {
  input = timestamp()
}

resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "states.amazonaws.com" }
    }]
  })
}
