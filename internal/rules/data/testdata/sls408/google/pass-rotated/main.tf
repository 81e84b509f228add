resource "google_secret_manager_secret" "db" {
  secret_id           = "db-password"
  version_destroy_ttl = "2592000s"

  replication {
    auto {}
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
  name = "rotate"
}

# For one deployment only.
resource "google_secret_manager_regional_secret" "bootstrap" {
  secret_id           = "bootstrap-token"
  location            = "europe-west1"
  expire_time         = "2027-01-01T00:00:00Z"
  version_destroy_ttl = "2592000s"
}
