# What stands beside the service runs with its service account, too.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  template {
    service_account = google_service_account.orders.email

    containers {
      image = "europe-docker.pkg.dev/shop/apps/orders@sha256:8d5e8a1f7f4d8a2f7f3a51f8a36ff0f33a8a4f3c63b7f2f9c6f0d1e5b4a39281"
    }

    containers {
      name  = "proxy"
      image = "europe-docker.pkg.dev/shop/apps/proxy:stable" # want SLS303
    }
  }
}
