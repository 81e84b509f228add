resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = aws_iam_role.orders.arn
  definition = jsonencode({ # want SLS402
    StartAt = "Pay"
    States = {
      Pay = {
        Type     = "Task"
        Resource = "arn:aws:states:::lambda:invoke"
        Parameters = {
          FunctionName = "pay"
          Payload = {
            password  = random_password.db.result
            "order.$" = "$.order"
          }
        }
        End = true
      }
    }
  })
}

resource "random_password" "db" {
  length = 24
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
