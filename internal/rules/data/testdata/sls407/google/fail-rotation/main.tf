resource "google_kms_key_ring" "data" {
  name     = "data"
  location = "europe"
}

resource "google_kms_crypto_key" "orders" { # want SLS407
  name     = "orders"
  key_ring = google_kms_key_ring.data.id
}

resource "google_kms_crypto_key" "archive" {
  name                       = "archive"
  key_ring                   = google_kms_key_ring.data.id
  rotation_period            = "63072000s" # want SLS407
  destroy_scheduled_duration = "86400s"    # want SLS407
}

# Within a year, but not within 90 days: a matter for the strict profile.
resource "google_kms_crypto_key" "logs" {
  name            = "logs"
  key_ring        = google_kms_key_ring.data.id
  rotation_period = "15552000s" # want SLS407
}
