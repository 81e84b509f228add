# The function is handed the key of another account.
resource "google_service_account_key" "partner" {
  service_account_id = google_service_account.partner.name
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "handle"
    source {
      storage_source {
        bucket     = "shop-code"
        object     = "orders.zip"
        generation = 1718000000000000
      }
    }
  }

  service_config {
    available_memory      = "256M"
    service_account_email = google_service_account.orders.email
    environment_variables = {
      PARTNER_KEY = google_service_account_key.partner.private_key # want SLS113
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_service_account" "partner" {
  account_id = "partner"
}
