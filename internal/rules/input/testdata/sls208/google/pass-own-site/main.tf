resource "google_storage_bucket" "uploads" {
  name                        = "example-uploads"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  cors {
    origin          = ["https://app.example.com"]
    method          = ["GET", "PUT"]
    response_header = ["Content-Type"]
    max_age_seconds = 3600
  }
}

resource "google_cloudfunctions2_function" "thumbnails" {
  name     = "thumbnails"
  location = "europe-west1"

  build_config {
    runtime     = "python312"
    entry_point = "handle"
    source {
      storage_source {
        bucket = google_storage_bucket.code.name
        object = "thumbnails.zip"
      }
    }
  }

  service_config {
    service_account_email = google_service_account.thumbnails.email
    ingress_settings      = "ALLOW_INTERNAL_ONLY"
  }

  event_trigger {
    event_type            = "google.cloud.storage.object.v1.finalized"
    service_account_email = google_service_account.thumbnails.email
    event_filters {
      attribute = "bucket"
      value     = google_storage_bucket.uploads.name
    }
  }
}

resource "google_service_account" "thumbnails" {
  account_id = "thumbnails"
}

resource "google_storage_bucket" "code" {
  name                        = "example-code"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
}
