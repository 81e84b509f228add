# Whether there is a source depends on a name that is not chosen yet.
resource "aws_lambda_permission" "rule" {
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com" # want SLS103 unknown
  source_arn    = random_pet.stage.id == "calm-otter" ? "arn:aws:events:eu-west-1:111122223333:rule/nightly" : null
}

resource "random_pet" "stage" {}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}
