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
        name  = "everywhere"
        value = "0.0.0.0/0" # want SLS707
      }
    }
    backup_configuration {
      enabled = true
    }
  }
}
