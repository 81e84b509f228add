resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  template {
    containers {
      image = "x"
    }
  }
}

resource "google_api_gateway_api_config" "orders" {
  provider      = google-beta
  api           = "orders"
  api_config_id = "orders"

  openapi_documents {
    document {
      path = "openapi.yaml"
      contents = base64encode(<<-YAML
        swagger: "2.0"
        x-google-backend: { address: "${google_cloud_run_v2_service.orders.uri}/v1" }
        paths:
          /orders:
            get: {}
      YAML
      )
    }
  }
}

resource "google_endpoints_service" "decides" {
  service_name   = "decides.endpoints.example.cloud.goog"
  openapi_config = <<-YAML
    swagger: "2.0"
    x-google-allow: "${google_cloud_run_v2_service.orders.uri}"
    paths: {}
  YAML
}
