# The key of the service's own account lies in its environment.
resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  template {
    service_account = google_service_account.orders.email
    containers {
      image = "europe-docker.pkg.dev/shop/apps/orders@sha256:2a1f6b0c5e9d3a7b8c4f1e0d9a6b5c3e7f2d8a1b4c6e9f0a3d5b7c8e1f4a6d92"
      env {
        name  = "CREDENTIALS"
        value = google_service_account_key.orders.private_key # want SLS113
      }
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_service_account_key" "orders" { # want SLS113
  service_account_id = google_service_account.orders.name
}
