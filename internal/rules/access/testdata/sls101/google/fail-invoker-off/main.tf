# The service does not ask who calls.
resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  invoker_iam_disabled = true # want SLS101

  template {
    service_account = google_service_account.orders.email
    containers {
      image = "europe-docker.pkg.dev/shop/apps/orders@sha256:2a1f6b0c5e9d3a7b8c4f1e0d9a6b5c3e7f2d8a1b4c6e9f0a3d5b7c8e1f4a6d92"
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
