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
      contents = base64encode(local.openapi) # want SLS201
    }
  }
}

locals {
  openapi = <<-YAML
    swagger: "2.0"
    info: { title: Orders, version: "1" }
    paths:
      /orders:
        get:
          operationId: listOrders
          x-google-backend: { address: https://europe-west1-example.cloudfunctions.net/orders }
          responses: { "200": { description: OK } }
  YAML
}
