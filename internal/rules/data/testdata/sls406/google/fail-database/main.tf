resource "google_sql_database_instance" "orders" {
  name             = "orders"
  region           = "europe-west1"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-1-3840"

    ip_configuration {
      ipv4_enabled    = false
      private_network = "projects/example/global/networks/functions"
      ssl_mode        = "ALLOW_UNENCRYPTED_AND_ENCRYPTED" # want SLS406
    }
  }
}

# The default is the same.
resource "google_sql_database_instance" "archive" {
  name             = "archive"
  region           = "europe-west1"
  database_version = "MYSQL_8_0"

  settings { # want SLS406
    tier = "db-f1-micro"
  }
}
