# Known only after apply, and may be null.
resource "terraform_data" "period" {
  input = "7776000s"
}

resource "google_kms_key_ring" "data" {
  name     = "data"
  location = "europe"
}

resource "google_kms_crypto_key" "orders" {
  name            = "orders"
  key_ring        = google_kms_key_ring.data.id
  rotation_period = terraform_data.period.output # want SLS407 unknown
}
