# Support ends within half a year.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  build_config {
    runtime     = "nodejs22" # want SLS302
    entry_point = "main"

    source {
      storage_source {
        bucket     = "orders-source"
        object     = "orders.zip"
        generation = 1719830000000000
      }
    }
  }

  service_config {
    service_account_email = google_service_account.orders.email
    ingress_settings      = "ALLOW_INTERNAL_ONLY"
  }
}
