# Jobs run images, too.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloud_run_v2_job" "report" {
  name     = "report"
  location = "europe-west1"

  template {
    template {
      service_account = google_service_account.orders.email

      containers {
        image = "europe-docker.pkg.dev/shop/apps/report" # want SLS303
      }
    }
  }
}
