resource "google_compute_address" "office" {
  name   = "office"
  region = "europe-west1"
}

resource "google_sql_database_instance" "orders" {
  name             = "orders"
  region           = "europe-west1"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-1-3840"

    ip_configuration {
      ipv4_enabled = true # want SLS707
      ssl_mode     = "ENCRYPTED_ONLY"
      authorized_networks {
        name  = "office"
        value = google_compute_address.office.address # want SLS707 unknown
      }
    }
    backup_configuration {
      enabled = true
    }
  }
}
