resource "google_redis_instance" "sessions" { # want SLS406
  name           = "sessions"
  region         = "europe-west1"
  memory_size_gb = 1
  auth_enabled   = true
}
