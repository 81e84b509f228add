# A mapping takes TLS 1.0 and can't be told otherwise.
resource "google_cloud_run_domain_mapping" "orders" { # want SLS314
  name     = "orders.example.com"
  location = "europe-west1"

  metadata {
    namespace = "shop"
  }

  spec {
    route_name = "orders"
  }
}
