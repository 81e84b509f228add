resource "google_api_gateway_api" "orders" {
  provider = google-beta
  api_id   = "orders"
}

resource "google_api_gateway_api_config" "orders" {
  provider      = google-beta
  api           = google_api_gateway_api.orders.api_id
  api_config_id = "orders-v1"

  openapi_documents {
    document {
      path     = "openapi.yaml"
      contents = base64encode(local.openapi) # want SLS202
    }
  }
}

locals {
  openapi = <<-YAML
    swagger: "2.0"
    info: { title: Orders, version: "1" }
    security: [{ api_key: [] }]
    securityDefinitions:
      api_key: { type: apiKey, name: x-api-key, in: header }
    paths:
      /orders:
        get:
          operationId: listOrders
          responses: { "200": { description: OK } }
  YAML
}
