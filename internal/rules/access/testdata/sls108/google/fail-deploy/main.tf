# The function may deploy services that run as any account of the project.
resource "google_project_iam_member" "user" {
  project = "shop"
  role    = "roles/iam.serviceAccountUser" # want SLS108
  member  = google_service_account.orders.member
}

resource "google_project_iam_member" "deployer" {
  project = "shop"
  role    = "roles/run.developer"
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
