# The event says which object, not which bucket.
resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = aws_iam_role.orders.arn
  definition = jsonencode({
    StartAt = "Read"
    States = {
      Read = {
        Type       = "Task"
        Resource   = "arn:aws:states:::aws-sdk:s3:getObject"
        Parameters = { Bucket = "orders-uploads", "Key.$" = "$.detail.key" }
        End        = true
      }
    }
  })
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
