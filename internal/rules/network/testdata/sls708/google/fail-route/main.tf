resource "google_endpoints_service" "orders" { # want SLS708
  service_name   = "orders.endpoints.example.cloud.goog"
  openapi_config = local.openapi
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
    paths:
      /admin/users:
        get:
          operationId: listUsers
          responses: { "200": { description: OK } }
  YAML
}
