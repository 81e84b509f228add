# API Gateway checks who calls, but not what they send: a matter for the strict profile.
resource "google_api_gateway_api" "orders" {
  provider = google-beta
  api_id   = "orders"
}

resource "google_api_gateway_api_config" "orders" { # want SLS203
  provider      = google-beta
  api           = google_api_gateway_api.orders.api_id
  api_config_id = "orders-v1"

  openapi_documents {
    document {
      path     = "openapi.yaml"
      contents = base64encode(local.openapi)
    }
  }
}

locals {
  openapi = <<-YAML
    swagger: "2.0"
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
      /orders:
        post:
          operationId: createOrder
          x-google-backend: { address: https://orders-123456789012.europe-west1.run.app }
          responses: { "200": { description: OK } }
  YAML
}

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
