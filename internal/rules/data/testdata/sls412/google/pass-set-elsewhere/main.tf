# The pipeline adds the versions: gcloud secrets versions add api-key --data-file=-
resource "google_secret_manager_secret" "api" {
  secret_id = "api-key"

  replication {
    auto {}
  }
}

# A placeholder, which is replaced by hand.
resource "google_secret_manager_secret" "partner" {
  secret_id = "partner-token"

  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_version" "partner" {
  secret      = google_secret_manager_secret.partner.id
  secret_data = "changeme"

  lifecycle {
    ignore_changes = [secret_data]
  }
}
