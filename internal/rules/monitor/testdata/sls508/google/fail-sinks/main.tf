# A role of one's own that holds what stops the export of logs.
resource "google_project_iam_custom_role" "export" {
  project     = "shop"
  role_id     = "export"
  title       = "Export"
  permissions = ["logging.sinks.create", "logging.sinks.delete"]
}

resource "google_project_iam_member" "orders" {
  project = "shop"
  role    = google_project_iam_custom_role.export.id # want SLS508
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
