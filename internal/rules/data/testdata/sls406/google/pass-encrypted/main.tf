resource "google_sql_database_instance" "orders" {
  name             = "orders"
  region           = "europe-west1"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-1-3840"

    ip_configuration {
      ipv4_enabled    = false
      private_network = "projects/example/global/networks/functions"
      ssl_mode        = "ENCRYPTED_ONLY"
    }
  }
}

resource "google_redis_instance" "sessions" {
  name                    = "sessions"
  region                  = "europe-west1"
  memory_size_gb          = 1
  auth_enabled            = true
  transit_encryption_mode = "SERVER_AUTHENTICATION"
}

# The addresses of Google's own services answer over TLS only.
resource "google_storage_bucket" "orders" {
  name                        = "example-orders"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
}
