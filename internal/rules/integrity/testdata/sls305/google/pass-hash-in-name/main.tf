# Other content has another name.
resource "google_service_account" "orders" {
  account_id = "orders"
}

data "archive_file" "orders" {
  type        = "zip"
  source_dir  = "src"
  output_path = "orders.zip"
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
  name   = "orders-${data.archive_file.orders.output_md5}.zip"
  bucket = google_storage_bucket.source.name
  source = "orders.zip"
}

resource "google_cloudfunctions_function" "orders" {
  name                         = "orders"
  region                       = "europe-west1"
  runtime                      = "python313"
  entry_point                  = "main"
  trigger_http                 = true
  https_trigger_security_level = "SECURE_ALWAYS"
  ingress_settings             = "ALLOW_INTERNAL_ONLY"
  service_account_email        = google_service_account.orders.email
  source_archive_bucket        = google_storage_bucket.source.name
  source_archive_object        = google_storage_bucket_object.orders.name
}
