# Whatever lies under that name is deployed.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_storage_bucket" "source" {
  name                        = "orders-source"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
  }
}

resource "google_storage_bucket_object" "orders" {
  name   = "orders.zip"
  bucket = google_storage_bucket.source.name
  source = "orders.zip"
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "main"

    source {
      storage_source {
        bucket = google_storage_bucket.source.name
        object = google_storage_bucket_object.orders.name # want SLS305
      }
    }
  }

  service_config {
    service_account_email = google_service_account.orders.email
    ingress_settings      = "ALLOW_INTERNAL_ONLY"
  }
}
