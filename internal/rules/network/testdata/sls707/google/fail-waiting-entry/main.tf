# The entry has no effect until the database gets a public address.
resource "google_sql_database_instance" "orders" {
  name             = "orders"
  database_version = "POSTGRES_16"
  region           = "europe-west1"
  settings {
    tier = "db-custom-2-7680"
    ip_configuration {
      ipv4_enabled    = false
      private_network = "projects/example/global/networks/functions"
      ssl_mode        = "ENCRYPTED_ONLY"
      authorized_networks {
        name  = "everybody"
        value = "0.0.0.0/0" # want SLS707
      }
    }
  }
}
