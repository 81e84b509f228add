# An operation without security in an OpenAPI body.
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = jsonencode({ # want SLS201
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths = {
      "/orders" = {
        get = {
          x-amazon-apigateway-integration = {
            type       = "http_proxy"
            httpMethod = "GET"
            uri        = "https://orders.example.com/"
          }
        }
      }
    }
  })
}
