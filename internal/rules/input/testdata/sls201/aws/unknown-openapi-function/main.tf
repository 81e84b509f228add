# What decides who gets in is known only after apply.
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = jsonencode({ # want SLS201 unknown
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths = {
      "/orders" = {
        post = {
          x-amazon-apigateway-auth = { type = terraform_data.auth.output }
          x-amazon-apigateway-integration = {
            type       = "aws_proxy"
            httpMethod = "POST"
            uri        = aws_lambda_function.orders.invoke_arn
          }
        }
      }
    }
  })
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

resource "terraform_data" "auth" {
  input = timestamp()
}
