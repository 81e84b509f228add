resource "google_secret_manager_secret" "db" {
  secret_id           = "db-password"
  ttl                 = "7776000s"
  version_destroy_ttl = "2592000s"

  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_iam_binding" "everyone" {
  secret_id = google_secret_manager_secret.db.id
  role      = "roles/secretmanager.secretAccessor"
  members   = ["allAuthenticatedUsers"] # want SLS408
}
