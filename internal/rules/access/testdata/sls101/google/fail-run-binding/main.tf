# A service of the first API of Cloud Run, open to everyone.
resource "google_cloud_run_service_iam_binding" "everyone" {
  service  = google_cloud_run_service.orders.name
  location = google_cloud_run_service.orders.location
  role     = "roles/run.invoker"
  members  = ["allUsers"] # want SLS101
}

resource "google_cloud_run_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  template {
    spec {
      service_account_name = google_service_account.orders.email
      containers {
        image = "europe-docker.pkg.dev/shop/apps/orders@sha256:2a1f6b0c5e9d3a7b8c4f1e0d9a6b5c3e7f2d8a1b4c6e9f0a3d5b7c8e1f4a6d92"
      }
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
