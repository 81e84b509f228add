resource "google_endpoints_service" "orders" {
  service_name   = "orders.endpoints.example.cloud.goog"
  openapi_config = local.openapi # want SLS212
}

locals {
  openapi = <<-YAML
    swagger: "2.0"
    host: orders.endpoints.example.cloud.goog
    info: { title: Orders, version: "1" }
    security: [{ partner: [] }]
    securityDefinitions:
      partner:
        type: oauth2
        flow: implicit
        authorizationUrl: ""
        x-google-issuer: partner@example.com
        x-google-jwks_uri: http://login.example.com/jwks.json
        x-google-audiences: orders-app
    paths:
      /orders:
        get:
          operationId: listOrders
          responses: { "200": { description: OK } }
  YAML
}
