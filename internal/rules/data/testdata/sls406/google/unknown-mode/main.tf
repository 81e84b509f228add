# Known only after apply.
resource "terraform_data" "mode" {
  input = "ENCRYPTED_ONLY"
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
      ssl_mode        = terraform_data.mode.output # want SLS406 unknown
    }
  }
}
