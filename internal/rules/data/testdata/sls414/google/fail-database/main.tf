resource "google_firestore_database" "orders" { # want SLS414
  name        = "orders"
  location_id = "eur3"
  type        = "FIRESTORE_NATIVE"
}

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
    backup_configuration {
      enabled = false # want SLS414
    }
  }
}
