# Whoever has a Google account may put objects into the bucket that starts the function.
resource "google_storage_bucket_iam_member" "orders" {
  bucket = google_storage_bucket.orders.name
  role   = "roles/storage.objectCreator"
  member = "allAuthenticatedUsers" # want SLS204 SLS411
}

resource "google_storage_bucket" "orders" { # want SLS411
  name                        = "shop-orders"
  location                    = "EU"
  uniform_bucket_level_access = true
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

  event_trigger {
    event_type            = "google.cloud.storage.object.v1.finalized"
    retry_policy          = "RETRY_POLICY_DO_NOT_RETRY"
    service_account_email = google_service_account.trigger.email
    event_filters {
      attribute = "bucket"
      value     = google_storage_bucket.orders.name
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_service_account" "trigger" {
  account_id = "trigger"
}
