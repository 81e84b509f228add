resource "google_compute_network" "functions" {
  name                    = "functions"
  auto_create_subnetworks = false
}

resource "google_sql_database_instance" "orders" {
  name             = "orders"
  region           = "europe-west1"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-1-3840"

    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.functions.id
      ssl_mode        = "ENCRYPTED_ONLY"
    }
    backup_configuration {
      enabled = true
    }
  }
}

# Memorystore has no address on the internet.
resource "google_redis_instance" "sessions" {
  name                    = "sessions"
  region                  = "europe-west1"
  memory_size_gb          = 1
  auth_enabled            = true
  transit_encryption_mode = "SERVER_AUTHENTICATION"
  authorized_network      = google_compute_network.functions.id
}
