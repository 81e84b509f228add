# Known only after apply.
resource "terraform_data" "type" {
  input = "DATA_READ"
}

resource "google_project_iam_audit_config" "all" {
  project = "example"
  service = "allServices"

  audit_log_config { # want SLS509 unknown
    log_type = terraform_data.type.output
  }
  audit_log_config {
    log_type = "DATA_WRITE"
  }
}

resource "google_storage_bucket" "code" {
  name                        = "example-code"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
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
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
