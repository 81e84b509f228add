# Another function writes to the bucket with the code of an administrator.
resource "google_storage_bucket_iam_member" "orders" {
  bucket = google_storage_bucket.code.name
  role   = "roles/storage.objectAdmin"
  member = google_service_account.reports.member # want SLS306 SLS904
}

resource "google_storage_bucket" "code" {
  name                        = "shop-code"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
}

resource "google_project_iam_member" "orders" {
  project = "shop"
  role    = "roles/editor" # want SLS105
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
        bucket     = google_storage_bucket.code.name
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
