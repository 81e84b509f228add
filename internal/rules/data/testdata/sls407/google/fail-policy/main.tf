data "google_iam_policy" "everyone" {
  binding {
    role    = "roles/cloudkms.cryptoKeyEncrypter"
    members = ["allUsers"] # want SLS407
  }
}

resource "google_kms_crypto_key" "orders" {
  name            = "orders"
  key_ring        = "projects/example/locations/europe/keyRings/data"
  rotation_period = "7776000s"
}

resource "google_kms_crypto_key_iam_policy" "orders" {
  crypto_key_id = google_kms_crypto_key.orders.id
  policy_data   = data.google_iam_policy.everyone.policy_data
}
