resource "google_secret_manager_secret" "db" {
  secret_id = "db-password"

  replication {
    auto {} # want SLS405
  }
  rotation {
    rotation_period    = "7776000s"
    next_rotation_time = "2027-01-01T00:00:00Z"
  }
  topics {
    name = google_pubsub_topic.rotate.id
  }
}

resource "google_pubsub_topic" "rotate" {
  name         = "rotate"
  kms_key_name = google_kms_crypto_key.data.id
}

resource "google_kms_crypto_key" "data" {
  name            = "data"
  key_ring        = google_kms_key_ring.data.id
  rotation_period = "7776000s"
}

resource "google_kms_key_ring" "data" {
  name     = "data"
  location = "europe"
}
