# Another version is a deployment of its own.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
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

    secret_environment_variables {
      key        = "DB_PASSWORD"
      project_id = "shop"
      secret     = "orders-db"
      version    = "3"
    }
  }
}
