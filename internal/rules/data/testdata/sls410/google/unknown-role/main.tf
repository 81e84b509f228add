# Which role it is, is known only after apply.
resource "terraform_data" "role" {
  input = "roles/viewer"
}

resource "google_project_iam_member" "orders" {
  project = "shop"
  role    = terraform_data.role.output
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

resource "google_service_account" "orders" { # want SLS410 unknown
  account_id = "orders"
}
