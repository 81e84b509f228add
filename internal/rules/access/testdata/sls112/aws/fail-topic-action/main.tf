# All that can be done with the topic but to delete it.
resource "aws_sns_topic_policy" "orders" {
  arn = aws_sns_topic.orders.arn
  policy = jsonencode({ # want SLS112
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:role/publisher" }
      NotAction = "sns:DeleteTopic"
      Resource  = "arn:aws:sns:eu-west-1:111122223333:orders"
    }]
  })
}

resource "aws_sns_topic" "orders" {
  name              = "orders"
  kms_master_key_id = "alias/orders"
}
