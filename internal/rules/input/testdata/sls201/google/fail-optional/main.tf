# One operation takes back what the whole definition asks for.
resource "google_endpoints_service" "orders" {
  service_name   = "orders.endpoints.example.cloud.goog"
  openapi_config = local.openapi # want SLS201
}

locals {
  openapi = <<-YAML
    swagger: "2.0"
    host: orders.endpoints.example.cloud.goog
    info: { title: Orders, version: "1" }
    security: [{ google: [] }]
    securityDefinitions:
      google:
        type: oauth2
        flow: implicit
        authorizationUrl: ""
        x-google-issuer: https://accounts.google.com
        x-google-jwks_uri: https://www.googleapis.com/oauth2/v3/certs
        x-google-audiences: orders-app
    paths:
      /orders:
        get:
          operationId: listOrders
          responses: { "200": { description: OK } }
        post:
          operationId: createOrder
          security: []
          responses: { "200": { description: OK } }
  YAML
}
