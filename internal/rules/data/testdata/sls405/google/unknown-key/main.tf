# Known only after apply, and may be null.
resource "terraform_data" "key" {
  input = "projects/example/locations/europe/keyRings/data/cryptoKeys/data"
}

resource "google_pubsub_topic" "orders" {
  name         = "orders"
  kms_key_name = terraform_data.key.output # want SLS405 unknown
}
