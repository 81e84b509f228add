resource "google_secret_manager_secret" "api" {
  secret_id = "api-key"

  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_version" "api" {
  secret      = google_secret_manager_secret.api.id
  secret_data = "jo4kDf92-Hx3mq8sVw1z" # want SLS412
}
