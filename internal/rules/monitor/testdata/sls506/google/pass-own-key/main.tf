resource "google_logging_project_bucket_config" "all" {
  project        = "example"
  location       = "europe-west1"
  bucket_id      = "all"
  retention_days = 365

  cmek_settings {
    kms_key_name = google_kms_crypto_key.logs.id
  }
}

resource "google_kms_crypto_key" "logs" {
  name            = "logs"
  key_ring        = google_kms_key_ring.logs.id
  rotation_period = "7776000s"
}

resource "google_kms_key_ring" "logs" {
  name     = "logs"
  location = "europe-west1"
}
