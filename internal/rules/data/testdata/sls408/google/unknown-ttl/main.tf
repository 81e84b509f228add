# Known only after apply, and may be null.
resource "terraform_data" "ttl" {
  input = "7776000s"
}

resource "google_secret_manager_secret" "db" { # want SLS408 unknown
  secret_id           = "db-password"
  ttl                 = terraform_data.ttl.output
  version_destroy_ttl = "2592000s"

  replication {
    auto {}
  }
}
