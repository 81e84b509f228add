# The definition asks for nothing but an API key.
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = jsonencode({ # want SLS202
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
    security = [{ key = [] }]
    components = {
      securitySchemes = {
        key = { type = "apiKey", name = "x-api-key", in = "header" }
      }
    }
  })
}
