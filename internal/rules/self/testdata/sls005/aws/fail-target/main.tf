# want (plan) SLS005
# Planned with -target: the queue was left out.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
