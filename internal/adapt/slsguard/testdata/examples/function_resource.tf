resource "slsguard_secure_function" "orders" {
  name    = "orders"
  runtime = "python3.13"
  handler = "app.handler"
  source  = { path = "build/orders.zip" }

  environment = { TABLE = aws_dynamodb_table.orders.name }
  secrets     = { DB_PASSWORD = aws_secretsmanager_secret.db.arn }

  aws = {
    permissions = [{
      actions   = ["dynamodb:PutItem"]
      resources = [aws_dynamodb_table.orders.arn]
    }]
  }
}
