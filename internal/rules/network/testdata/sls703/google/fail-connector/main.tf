# A connector as the console proposes it.
resource "google_vpc_access_connector" "functions" {
  name          = "functions"
  region        = "europe-west1"
  network       = "default" # want SLS703
  ip_cidr_range = "10.8.0.0/28"
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  build_config {
    runtime     = "python312"
    entry_point = "handle"
    source {
      storage_source {
        bucket = google_storage_bucket.code.name
        object = "orders.zip"
      }
    }
  }

  service_config {
    service_account_email = google_service_account.orders.email
    ingress_settings      = "ALLOW_INTERNAL_ONLY"
    vpc_connector         = google_vpc_access_connector.functions.id
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_storage_bucket" "code" {
  name                        = "example-code"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
}
