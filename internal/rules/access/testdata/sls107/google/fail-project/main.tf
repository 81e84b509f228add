# The function may read the objects of every bucket in the project.
resource "google_project_iam_member" "orders" {
  project = "shop"
  role    = "roles/storage.objectViewer" # want SLS107
  member  = google_service_account.orders.member
}

resource "google_storage_bucket" "orders" {
  name                        = "shop-orders"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
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
