# A list of owners, with the account of the function in it.
resource "google_project_iam_binding" "owners" {
  project = "shop"
  role    = "roles/owner"
  members = [
    "group:admins@example.com",
    google_service_account.orders.member, # want SLS105
  ]
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
