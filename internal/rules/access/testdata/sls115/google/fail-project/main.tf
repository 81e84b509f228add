# The function may deploy all functions of the project.
resource "google_project_iam_member" "deploy" {
  project = "shop"
  role    = "roles/cloudfunctions.developer" # want SLS115
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

resource "google_cloudfunctions2_function" "reports" {
  name     = "reports"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "handle"
    source {
      storage_source {
        bucket     = "shop-code"
        object     = "reports.zip"
        generation = 1718000000000000
      }
    }
  }

  service_config {
    available_memory      = "256M"
    service_account_email = google_service_account.reports.email
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_service_account" "reports" {
  account_id = "reports"
}
