# The function may delete every bucket, and say who else may use them.
resource "google_project_iam_member" "orders" {
  project = "shop"
  role    = "roles/storage.admin" # want SLS106
  member  = google_service_account.orders.member
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
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
