# Made by another resource, and known only after apply.
resource "terraform_data" "openapi" {
  input = "made elsewhere"
}

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
      contents = base64encode(terraform_data.openapi.output) # want SLS201 unknown
    }
  }
}
