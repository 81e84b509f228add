# Neither rotated nor ever at an end, and a version that is destroyed is gone at once.
resource "google_secret_manager_secret" "db" { # want SLS408
  secret_id = "db-password"

  replication {
    auto {}
  }
}
