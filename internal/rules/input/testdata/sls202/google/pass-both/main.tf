# The key meters, the token says who it is.
resource "google_endpoints_service" "orders" {
  service_name   = "orders.endpoints.example.cloud.goog"
  openapi_config = local.openapi
}

locals {
  openapi = <<-YAML
    swagger: "2.0"
    host: orders.endpoints.example.cloud.goog
    info: { title: Orders, version: "1" }
    security: [{ google: [], api_key: [] }]
    securityDefinitions:
      api_key: { type: apiKey, name: key, in: query }
      google:
        type: oauth2
        flow: implicit
        authorizationUrl: ""
        x-google-issuer: https://accounts.google.com
        x-google-jwks_uri: https://www.googleapis.com/oauth2/v3/certs
    paths:
      /orders:
        get:
          operationId: listOrders
          responses: { "200": { description: OK } }
  YAML
}
