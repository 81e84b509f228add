resource "google_kms_key_ring" "data" {
  name     = "data"
  location = "europe"
}

resource "google_kms_crypto_key" "orders" {
  name            = "orders"
  key_ring        = google_kms_key_ring.data.id
  rotation_period = "7776000s"
}

# Keys for signatures can't be rotated by Cloud KMS.
resource "google_kms_crypto_key" "images" {
  name     = "images"
  key_ring = google_kms_key_ring.data.id
  purpose  = "ASYMMETRIC_SIGN"

  version_template {
    algorithm = "EC_SIGN_P256_SHA256"
  }
}
