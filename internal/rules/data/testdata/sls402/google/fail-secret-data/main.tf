# The secret is read by Terraform, and stands in the state and the configuration.
resource "google_service_account" "orders" {
  account_id = "orders"
}

data "google_secret_manager_secret_version" "db" {
  secret = "orders-db"
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

    environment_variables = {
      DB_PASSWORD = data.google_secret_manager_secret_version.db.secret_data # want SLS402
    }
  }
}
