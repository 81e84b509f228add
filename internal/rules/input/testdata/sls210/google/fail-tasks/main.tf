# The queue sends all tasks without encryption.
resource "google_service_account" "caller" {
  account_id = "caller"
}

resource "google_cloud_tasks_queue" "orders" {
  name     = "orders"
  location = "europe-west1"

  http_target {
    uri_override {
      scheme = "HTTP" # want SLS210
      host   = "orders-4xtqtvlk5q-ew.a.run.app"
    }

    oidc_token {
      service_account_email = google_service_account.caller.email
    }
  }
}
