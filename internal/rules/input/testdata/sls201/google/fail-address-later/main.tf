# The address of the service, and with it the document, is known only after apply; what it asks for is not.
resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_ALL"

  template {
    service_account = google_service_account.orders.email
    containers {
      image = "europe-west1-docker.pkg.dev/example/apps/orders:1.4.2"
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
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
      contents = base64encode(local.openapi) # want SLS201
    }
  }
}

locals {
  openapi = <<-YAML
    swagger: "2.0"
    info: { title: Orders, version: "1" }
    x-google-backend: { address: "${google_cloud_run_v2_service.orders.uri}" }
    paths:
      /orders:
        get:
          operationId: listOrders
          responses: { "200": { description: OK } }
  YAML
}
