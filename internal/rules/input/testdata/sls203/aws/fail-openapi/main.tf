# An OpenAPI body without validators.
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = jsonencode({ # want SLS203
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
    security = [{ signed = [] }]
    components = {
      securitySchemes = {
        signed = {
          type                         = "apiKey"
          name                         = "Authorization"
          in                           = "header"
          x-amazon-apigateway-authtype = "awsSigv4"
        }
      }
    }
  })
}
