# Without audiences, only tokens that were made for this API are taken.
resource "google_endpoints_service" "orders" {
  service_name   = "orders.endpoints.example.cloud.goog"
  openapi_config = local.openapi
}

locals {
  openapi = <<-YAML
    swagger: "2.0"
    host: orders.endpoints.example.cloud.goog
    info: { title: Orders, version: "1" }
    security: [{ login: [] }, { worker: [] }]
    securityDefinitions:
      login:
        type: oauth2
        flow: implicit
        authorizationUrl: ""
        x-google-issuer: https://securetoken.google.com/example
        x-google-jwks_uri: https://www.googleapis.com/service_accounts/v1/metadata/x509/securetoken@system.gserviceaccount.com
        x-google-audiences: example
      worker:
        type: oauth2
        flow: implicit
        authorizationUrl: ""
        x-google-issuer: worker@example.iam.gserviceaccount.com
    paths:
      /orders:
        get:
          operationId: listOrders
          responses: { "200": { description: OK } }
  YAML
}
