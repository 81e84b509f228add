# Nobody is let in by an address, but there is one: a matter for the strict profile.
resource "google_sql_database_instance" "orders" {
  name             = "orders"
  region           = "europe-west1"
  database_version = "MYSQL_8_0"

  settings { # want SLS707
    tier = "db-f1-micro"

    backup_configuration {
      enabled = true
    }
  }
}
