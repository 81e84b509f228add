resource "slsguard_secure_function" "orders" {
  name        = "orders"
  runtime     = "python3.13"
  handler     = "app.handler"
  source      = { directory = "src" }
  environment = { TABLE = aws_dynamodb_table.orders.name }
  secrets     = { DB_PASSWORD = aws_secretsmanager_secret.db.arn }

  aws = {
    permissions = [{ actions = ["dynamodb:PutItem"], resources = [aws_dynamodb_table.orders.arn] }]
  }
}

resource "slsguard_secure_trigger" "orders" {
  name     = "orders"
  function = slsguard_secure_function.orders.id
  queue    = { source = aws_sqs_queue.orders.arn }

  # Messages of other types are not for this function.
  filter = [jsonencode({ body = { type = ["order"] } })]
}
