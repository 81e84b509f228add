# Not written down, but it stands in the state: a matter for the strict profile.
resource "random_password" "db" {
  length = 32
}

resource "google_secret_manager_secret" "db" {
  secret_id = "db-password"

  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_version" "db" {
  secret      = google_secret_manager_secret.db.id
  secret_data = random_password.db.result # want SLS412
}
