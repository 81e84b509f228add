# A token in a variable of the build.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "main"

    environment_variables = {
      NPM_TOKEN = "npm_kX7vQm2RtY9wLz4BkX7vQm2RtY9wLz4B1234" # want SLS401
    }

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
